/** A template under construction: its draft, what plans will see of it, and the versions that plans follow. */
import { Button, Group, SegmentedControl, Switch } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { isFault } from '@/api/faults';
import { useMayWrite } from '@/api/session';
import type { PlanTemplateRow } from '@/api/types';
import { useLanguage, useT, useTerm } from '@/lib/i18n/i18n';
import { Page, PageBody } from '@/ui/page';
import { RecordForm } from '@/ui/record-form';
import { useFaultText, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { accountTypes, blockKeys, type Form, placeOf, replaced, rigours, type Shelf, sectionsOf } from './form';
import { FormPreview } from './preview';
import { PublishDialog } from './publish-dialog';
import { useSaveTemplate, useShelf, useTemplate } from './queries';
import { SectionEditor } from './section-editor';
import { SectionList } from './section-list';
import './templates.css';
import { Versions } from './versions';

type View = 'build' | 'preview' | 'versions';

/** What the server refused, by the place in the form where it stands. */
function Faults({ error, form, shelf }: { error: unknown; form: Form; shelf: Shelf }) {
  const t = useT();
  const term = useTerm();
  const { language } = useLanguage();
  const faultText = useFaultText();
  if (!isFault(error) || !error.fields?.length) return <p className="k-fault">{faultText(error)}</p>;
  return (
    <div className="k-fault" role="alert">
      <b>{t('templates.not_saved')}</b>
      <ul>
        {error.fields.map((fault) => (
          <li key={fault.path + fault.message}>
            {placeOf(fault.path, form, shelf, language) || term('field', fault.path.slice(1))}: {fault.message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Builder({ template, shelf }: { template: PlanTemplateRow; shelf: Shelf }) {
  const t = useT();
  const term = useTerm();
  const toast = useToast();
  const readOnly = !useMayWrite('selection');
  const save = useSaveTemplate();
  const [draft, setDraft] = useState<Form | null>(null);
  const [view, setView] = useState<View>('build');
  const [chosen, setChosen] = useState(0);
  const [publishing, setPublishing] = useState(false);
  const [naming, setNaming] = useState(false);
  const form = draft ?? (template.form as Form);
  const sections = sectionsOf(form);
  const section = sections[Math.min(chosen, sections.length - 1)];
  const change = (part: Partial<Form>) => setDraft({ ...form, ...part });
  const store = async () => {
    if (!draft) return;
    await save.mutateAsync({ id: template.id, version: template.version, body: { form: draft as never } });
    setDraft(null);
  };
  const keep = () => {
    const before = template.form;
    store()
      .then(() =>
        toast.done(t('templates.saved'), async () => {
          await save.mutateAsync({ id: template.id, version: template.version + 1, body: { form: before } });
        }),
      )
      .catch(() => {});
  };
  return (
    <Page
      title={template.name}
      heading={
        <>
          <Link className="k-dim k-hide-phone" to="/templates">
            {t('templates.title')}
          </Link>
          <span className="k-dim k-hide-phone">/</span>
          <h1>{template.name}</h1>
        </>
      }
      meta={template.number ? t('templates.version', { number: template.number }) : t('templates.unpublished')}
      actions={
        !readOnly && (
          <>
            <Button variant="default" onClick={() => setNaming(true)}>
              {t('templates.settings')}
            </Button>
            <Button variant="default" disabled={!draft} loading={save.isPending} onClick={keep}>
              {t('templates.save')}
            </Button>
            <Button
              onClick={() => {
                store()
                  .then(() => setPublishing(true))
                  .catch(() => {});
              }}
            >
              {t('templates.publish')}
            </Button>
          </>
        )
      }
    >
      <PageBody>
        <Group justify="space-between" mb={14} wrap="wrap" gap={12}>
          <Group gap={16} wrap="wrap">
            <SegmentedControl
              aria-label={t('templates.view')}
              value={view}
              onChange={(next) => setView(next as View)}
              data={(['build', 'preview', 'versions'] as const).map((value) => ({
                value,
                label: t(`templates.view_${value}`),
              }))}
            />
          </Group>
          <span className="k-dim" role="status">
            {draft ? t('templates.unsaved') : ''}
          </span>
        </Group>
        {save.error && <Faults error={save.error} form={form} shelf={shelf} />}
        {view === 'build' && (
          <div className="k-form-builder">
            <div>
              <SectionList
                form={form}
                shelf={shelf}
                chosen={sections.indexOf(section as never)}
                choose={setChosen}
                change={(next) => change({ sections: next })}
                readOnly={readOnly}
              />
              <Switch
                mt={14}
                label={t('templates.asks_library')}
                description={t('templates.asks_library_text')}
                checked={form.library ?? true}
                disabled={readOnly}
                onChange={(event) => change({ library: event.currentTarget.checked })}
              />
              <Switch
                mt={10}
                label={t('templates.compact')}
                description={t('templates.compact_text')}
                checked={form.compact ?? false}
                disabled={readOnly}
                onChange={(event) => change({ compact: event.currentTarget.checked })}
              />
            </div>
            {section ? (
              <SectionEditor
                key={section.key}
                section={section}
                shelf={shelf}
                blockKeys={blockKeys(form)}
                onChange={(next) => change({ sections: replaced(sections, sections.indexOf(section), next) })}
                readOnly={readOnly}
              />
            ) : (
              <p className="k-empty-small">{t('templates.no_sections')}</p>
            )}
          </div>
        )}
        {view === 'preview' && <FormPreview form={form} shelf={shelf} />}
        {view === 'versions' && <Versions template={template} />}
      </PageBody>
      <PublishDialog template={template} opened={publishing} close={() => setPublishing(false)} />
      <RecordForm
        opened={naming}
        close={() => setNaming(false)}
        title={t('templates.settings')}
        initial={{ ...template }}
        fields={[
          { key: 'name', label: t('field.name'), kind: 'text', required: true },
          { key: 'description', label: t('field.description'), kind: 'longtext' },
          {
            key: 'rigours',
            label: t('templates.for_rigours'),
            kind: 'choices',
            hint: t('templates.for_rigours_text'),
            choices: rigours.map((value) => ({ value, label: term('rigour', value) })),
          },
          {
            key: 'account_types',
            label: t('templates.account_types'),
            kind: 'choices',
            hint: t('templates.account_types_text'),
            choices: accountTypes.map((value) => ({ value, label: term('status', value) })),
          },
          { key: 'position', label: t('templates.position'), kind: 'number', hint: t('templates.position_text') },
        ]}
        save={({ name, description, rigours: meant, account_types, position }) =>
          save.mutateAsync({
            id: template.id,
            version: template.version,
            body: { name, description, rigours: meant, account_types, position } as Partial<PlanTemplateRow>,
          })
        }
      />
    </Page>
  );
}

export default function TemplatePage() {
  const { templateId } = useParams({ strict: false }) as { templateId: string };
  const template = useTemplate(templateId);
  const shelf = useShelf();
  const both = useMemo(
    () => (template.data && shelf.data ? ([template.data, shelf.data] as const) : null),
    [template.data, shelf.data],
  );
  return (
    <Waiting on={template}>
      {() => <Waiting on={shelf}>{() => both && <Builder template={both[0]} shelf={both[1] as Shelf} />}</Waiting>}
    </Waiting>
  );
}
