/** The templates of the workspace: what each is for, its newest version, and a new one. */
import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCreate, useList } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Page, PageBody } from '@/ui/page';
import { RecordForm } from '@/ui/record-form';
import { Waiting } from '@/ui/states';
import { type Form, rigours, sectionsOf } from './form';
import './templates.css';

export default function TemplatesPage() {
  const t = useT();
  const term = useTerm();
  const navigate = useNavigate();
  const may = useMayWrite('selection');
  const list = useList('plan-templates', { sort: 'position', limit: 100 });
  const create = useCreate('plan-templates');
  const [adding, setAdding] = useState(false);
  const rigourChoices = rigours.map((value) => ({ value, label: term('rigour', value) }));
  return (
    <Page
      title={t('templates.title')}
      actions={
        may && (
          <Button leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
            {t('templates.new')}
          </Button>
        )
      }
    >
      <PageBody narrow>
        <p className="k-dim" style={{ marginTop: 0 }}>
          {t('templates.text')}
        </p>
        <Waiting on={list}>
          {() => (
            <ul className="k-template-list">
              {list.data?.items.map((item) => (
                <li key={item.id}>
                  <div>
                    <Link className="k-link" to="/templates/$templateId" params={{ templateId: item.id }}>
                      <b>{item.name}</b>
                    </Link>
                    {item.description && <div className="k-dim">{item.description}</div>}
                  </div>
                  <Group gap={12} className="k-dim" wrap="wrap">
                    <span>
                      {item.rigours.map((one) => term('rigour', one)).join(', ') || t('templates.on_request')}
                    </span>
                    <span>{t('templates.sections_count', { count: sectionsOf(item.form as Form).length })}</span>
                    <span>
                      {item.number ? t('templates.version', { number: item.number }) : t('templates.unpublished')}
                    </span>
                  </Group>
                </li>
              ))}
            </ul>
          )}
        </Waiting>
      </PageBody>
      <RecordForm
        opened={adding}
        close={() => setAdding(false)}
        title={t('templates.new')}
        fields={[
          { key: 'name', label: t('field.name'), kind: 'text', required: true },
          { key: 'description', label: t('field.description'), kind: 'longtext' },
          { key: 'rigours', label: t('templates.for_rigours'), kind: 'choices', choices: rigourChoices },
        ]}
        save={async (values) => {
          const made = await create.mutateAsync({ ...values, position: 10 * ((list.data?.items.length ?? 0) + 1) });
          void navigate({ to: '/templates/$templateId', params: { templateId: made.id } });
          return made;
        }}
      />
    </Page>
  );
}
