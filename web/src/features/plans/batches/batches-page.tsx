/** Light plans in bulk: every batch with its report, the texts of all its plans, and the way back. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useList } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import { useT } from '@/lib/i18n/i18n';
import { useKept } from '@/lib/kept';
import { Page, PageBody } from '@/ui/page';
import { Empty, Waiting } from '@/ui/states';
import '../plans.css';
import '../rows.css';
import { BatchCard } from './batch-card';
import { type Chosen, NewBatch } from './new-batch';

export default function BatchesPage() {
  const t = useT();
  const navigate = useNavigate();
  const may = useMayWrite('plan-batches');
  const search = useSearch({ strict: false }) as { filter?: string; marked?: boolean };
  const [marked] = useKept<string[]>('plan-batches.marked', []);
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const list = useList('plan-batches', { sort: '-created_at', limit: 100 });
  const asked = search.filter !== undefined || Boolean(search.marked);
  const chosen: Chosen = search.marked ? { accountIds: marked } : { filter: search.filter || 'plan_id = null' };
  const close = () => {
    setAdding(false);
    if (asked) void navigate({ to: '/plan-batches', search: {} });
  };
  return (
    <Page
      title={t('batch.title')}
      actions={
        may && (
          <Button leftSection={<IconPlus size={15} />} onClick={() => setAdding(true)}>
            {t('batch.new')}
          </Button>
        )
      }
    >
      <PageBody narrow>
        <Waiting on={list}>
          {() =>
            list.data?.items.length ? (
              <ul className="k-batches">
                {list.data.items.map((batch) => (
                  <BatchCard key={batch.id} batch={batch} open={opened === batch.id} />
                ))}
              </ul>
            ) : (
              <Empty title={t('batch.none')} text={t('batch.none_text')} />
            )
          }
        </Waiting>
      </PageBody>
      {may && (adding || asked) && (
        <NewBatch
          chosen={chosen}
          close={close}
          started={(id) => {
            setOpened(id);
            close();
          }}
        />
      )}
    </Page>
  );
}
