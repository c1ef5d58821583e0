import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useCreate, useList } from '@/api/queries';
import { useMayWrite, useSession } from '@/api/session';
import type { Opportunity } from '@/api/types';
import { allOf } from '@/lib/filter';
import { addDays, today } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { useKept } from '@/lib/kept';
import { PageBody } from '@/ui/page';
import { RecordForm } from '@/ui/record-form';
import { Empty, EmptyLine, Waiting } from '@/ui/states';
import { useOpen } from '@/ui/use-open';
import { Board } from './board';
import { useOpportunityFields, useStages } from './fields';
import { OpportunityDrawer } from './opportunity-drawer';
import { OpportunityTable } from './opportunity-table';

const boardSize = 200;

function BoardView({ filter, q, open }: { filter: string; q: string; open: (id: string) => void }) {
  const t = useT();
  const stages = useStages();
  // closed deals stay on the board for a quarter
  const recent = `(outcome = open or close_on >= ${addDays(today(), -90)})`;
  const list = useList('opportunities', {
    filter: allOf(filter, recent),
    q,
    sort: '-amount',
    limit: boardSize,
    count: true,
  });
  const total = list.data?.total ?? 0;
  return (
    <PageBody>
      <Waiting on={list}>
        {() => (
          <>
            {total > boardSize && (
              <EmptyLine>{t('opportunity.board_part', { shown: boardSize, count: total })}</EmptyLine>
            )}
            <Board deals={list.data?.items ?? []} stages={stages} open={open} />
          </>
        )}
      </Waiting>
    </PageBody>
  );
}

/** Opportunities of one account or of all: board and list over the same filter. */
export function OpportunitiesView({ accountId }: { accountId?: string }) {
  const t = useT();
  const { user } = useSession();
  const mayWrite = useMayWrite('opportunities');
  const stages = useStages();
  const groups = useOpportunityFields(stages);
  const create = useCreate('opportunities');
  const [open, setOpen] = useOpen();
  const [layout, setLayout] = useKept<'board' | 'list'>('opportunities.layout', 'board');
  const [whose, setWhose] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<string | null>('open');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 220);
  const [creating, setCreating] = useState(false);
  const base = allOf(accountId && `account_id = "${accountId}"`, whose === 'mine' ? `owner_id = "${user.id}"` : '');
  const any = useList('opportunities', { filter: accountId && `account_id = "${accountId}"`, limit: 1, fields: 'id' });
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={15} />} onClick={() => setCreating(true)}>
      {t('opportunity.new')}
    </Button>
  );
  const fields = (groups[0]?.fields ?? []).filter(
    (field) => !(accountId && field.key === 'account_id') && field.key !== 'probability',
  );

  return (
    <>
      <div className="k-toolbar">
        <SegmentedControl
          size="xs"
          value={layout}
          onChange={(value) => setLayout(value as 'board' | 'list')}
          aria-label={t('opportunity.layout')}
          data={[
            { value: 'board', label: t('opportunity.board') },
            { value: 'list', label: t('opportunity.list') },
          ]}
        />
        <TextInput
          data-page-search
          type="search"
          aria-label={t('opportunity.search')}
          placeholder={t('opportunity.search')}
          leftSection={<IconSearch size={14} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          w={220}
        />
        <Select
          aria-label={t('opportunity.whose')}
          placeholder={t('opportunity.everyone')}
          clearable
          value={whose}
          onChange={setWhose}
          data={[{ value: 'mine', label: t('opportunity.mine') }]}
          w={140}
        />
        {layout === 'list' && (
          <Select
            aria-label={t('field.status')}
            placeholder={t('field.status')}
            clearable
            value={outcome}
            onChange={setOutcome}
            data={[
              { value: 'open', label: t('outcome.open') },
              { value: 'won', label: t('outcome.won') },
              { value: 'lost', label: t('outcome.lost') },
            ]}
            w={130}
          />
        )}
        <span style={{ marginLeft: 'auto' }}>{add}</span>
      </div>
      {any.data?.items.length === 0 ? (
        <Empty title={t('opportunity.empty_title')} text={t('opportunity.empty_text')} action={add} />
      ) : layout === 'board' ? (
        <BoardView filter={base} q={q} open={setOpen} />
      ) : (
        <OpportunityTable
          filter={allOf(base, outcome && `outcome = ${outcome}`)}
          q={q}
          stages={stages}
          withAccount={!accountId}
          open={setOpen}
        />
      )}
      <OpportunityDrawer id={open} close={() => setOpen(null)} stages={stages} />
      <RecordForm
        opened={creating}
        close={() => setCreating(false)}
        title={t('opportunity.new')}
        fields={fields}
        initial={{ owner_id: user.id, stage: stages[0]?.key }}
        save={(values) =>
          create.mutateAsync({ ...(accountId ? { account_id: accountId } : {}), ...values } as Partial<Opportunity>)
        }
      />
    </>
  );
}
