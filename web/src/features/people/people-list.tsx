/** People as a table or cards; of one account, or of all accounts that the reader sees. */
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useCreate, useItem, useNames, usePages } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { Person } from '@/api/types';
import { allOf } from '@/lib/filter';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ClosenessChip, StanceChip } from '@/ui/chips';
import { useCustomRows } from '@/ui/custom-fields';
import { type Column, DataTable } from '@/ui/data-table';
import { OwnFields } from '@/ui/own-fields';
import { RecordDrawer } from '@/ui/record-drawer';
import { RecordForm } from '@/ui/record-form';
import { RowLink } from '@/ui/row-link';
import { Empty, FaultBox, SkeletonLines } from '@/ui/states';
import { useOpen } from '@/ui/use-open';
import { usePagedLines } from '@/ui/use-paged-lines';
import { useNewPersonFields, usePersonFields } from './fields';

const stances = ['promoter', 'neutral', 'detractor', 'unknown'];

function useColumns(accountNames: Map<string, string> | undefined, everyAccount: boolean): Column<Person>[] {
  const t = useT();
  const term = useTerm();
  return useMemo((): Column<Person>[] => {
    const account: Column<Person> = {
      key: 'account_id',
      label: t('field.account'),
      track: 'minmax(150px, 1.3fr)',
      cell: (person) => (
        <RowLink to={`/accounts/${person.account_id}/people`} className="k-link">
          {accountNames?.get(person.account_id) ?? '…'}
        </RowLink>
      ),
    };
    return [
      {
        key: 'name',
        label: t('field.name'),
        track: 'minmax(170px, 1.4fr)',
        sortable: true,
        cell: (person) => <b style={{ fontWeight: 600 }}>{person.name}</b>,
      },
      {
        key: 'title',
        label: t('field.title'),
        track: 'minmax(150px, 1.3fr)',
        sortable: true,
        cell: (person) => person.title,
      },
      ...(everyAccount
        ? [account]
        : [
            {
              key: 'department',
              label: t('field.department'),
              track: 'minmax(120px, 1fr)',
              sortable: true,
              cell: (person: Person) => person.department,
            },
          ]),
      {
        key: 'decision_role',
        label: t('field.decision_role'),
        track: '130px',
        sortable: true,
        cell: (person) =>
          person.decision_role === 'unknown' ? (
            <span className="k-dim">–</span>
          ) : (
            term('decision_role', person.decision_role)
          ),
      },
      {
        key: 'influence',
        label: t('field.influence'),
        track: '120px',
        num: true,
        sortable: true,
        cell: (person) => person.influence || <span className="k-dim">–</span>,
      },
      {
        key: 'stance',
        label: t('field.stance'),
        track: '130px',
        sortable: true,
        cell: (person) => <StanceChip stance={person.stance} />,
      },
      {
        key: 'closeness',
        label: t('field.closeness'),
        track: '140px',
        sortable: true,
        cell: (person) => <ClosenessChip closeness={person.closeness} />,
      },
      { key: 'email', label: t('field.email'), track: 'minmax(160px, 1.2fr)', cell: (person) => person.email },
    ];
  }, [t, term, accountNames, everyAccount]);
}

function PersonCard({ person, account }: { person: Person; account?: string }) {
  return (
    <div className="k-card" style={{ height: 104, overflow: 'hidden' }}>
      <strong>{person.name}</strong>
      <div className="k-dim k-ellipsis">{[person.title, account].filter(Boolean).join(' · ') || ' '}</div>
      <div style={{ display: 'flex', gap: 8, marginTop: 8 }}>
        <StanceChip stance={person.stance} />
        <ClosenessChip closeness={person.closeness} />
      </div>
    </div>
  );
}

function PersonDrawer({ id, close }: { id: string | null; close: () => void }) {
  const person = useItem('people', id);
  const groups = usePersonFields(person.data?.account_id ?? null);
  return (
    <RecordDrawer
      route="people"
      id={id}
      close={close}
      groups={groups}
      extra={(record) => <OwnFields entity="person" route="people" record={record} />}
    />
  );
}

export function PeopleList({ accountId }: { accountId?: string }) {
  const t = useT();
  const term = useTerm();
  const mayWrite = useMayWrite('people');
  const [open, setOpen] = useOpen();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 220);
  const [stance, setStance] = useState<string | null>(null);
  const [sort, setSort] = useState(accountId ? '-influence' : 'name');
  const [creating, setCreating] = useState(false);
  const create = useCreate('people');
  const fields = useNewPersonFields(!accountId);
  const custom = useCustomRows('person');
  const filter = allOf(accountId && `account_id = "${accountId}"`, stance && `stance = ${stance}`);
  const pages = usePages('people', { filter, q, sort, limit: 200, count: true });
  const { rows, count, lineAt, onReach } = usePagedLines(pages);
  const accountNames = useNames('accounts', accountId ? [] : rows.map((person) => person.account_id));
  const columns = useColumns(accountNames, !accountId);
  const card = useCallback(
    (person: Person) => <PersonCard person={person} account={accountNames?.get(person.account_id)} />,
    [accountNames],
  );
  const addButton = mayWrite && (
    <Button leftSection={<IconUserPlus size={15} />} onClick={() => setCreating(true)}>
      {t('people.new')}
    </Button>
  );
  const nobody = !pages.isPending && rows.length === 0 && !q && !stance;

  return (
    <>
      <div className="k-toolbar">
        <TextInput
          data-page-search
          type="search"
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          leftSection={<IconSearch size={14} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          w={220}
        />
        <Select
          aria-label={t('field.stance')}
          placeholder={t('field.stance')}
          clearable
          value={stance}
          onChange={setStance}
          data={stances.map((value) => ({ value, label: term('stance', value) }))}
          w={160}
        />
        <span style={{ marginLeft: 'auto' }}>{addButton}</span>
      </div>
      {pages.error ? (
        <FaultBox error={pages.error} retry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <div style={{ padding: '0 20px' }}>
          <SkeletonLines />
        </div>
      ) : nobody ? (
        <Empty title={t('people.empty_title')} text={t('people.empty_text')} action={addButton} />
      ) : (
        <DataTable
          label={t('nav.people')}
          columns={columns}
          count={count}
          lineAt={lineAt}
          rowKey={(person) => person.id}
          sort={sort}
          onSort={setSort}
          onOpen={(person) => setOpen(person.id)}
          onReach={onReach}
          card={card}
        />
      )}
      <PersonDrawer id={open} close={() => setOpen(null)} />
      <RecordForm
        opened={creating}
        close={() => setCreating(false)}
        title={t('people.new')}
        fields={[...fields, ...custom.required]}
        more={custom.optional}
        save={(values) =>
          create.mutateAsync({
            ...(accountId ? { account_id: accountId } : {}),
            ...custom.bodyOf(values),
          } as Partial<Person>)
        }
      />
    </>
  );
}
