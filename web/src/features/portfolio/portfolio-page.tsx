import { Button, Menu, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBuildingPlus, IconDownload, IconSearch, IconStack2 } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { apiUrl } from '@/api/client';
import { usePages } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { PortfolioRow } from '@/api/types';
import { filterText } from '@/lib/filter';
import { useFormat } from '@/lib/format';
import { useLanguage, useT } from '@/lib/i18n/i18n';
import { useKept } from '@/lib/kept';
import { DataTable } from '@/ui/data-table';
import { FilterBuilder } from '@/ui/filter-builder';
import { NoAccounts } from '@/ui/no-accounts';
import { Page } from '@/ui/page';
import { usePortfolioFields } from '@/ui/portfolio-fields';
import { FaultBox, SkeletonLines } from '@/ui/states';
import { type Ticks, useTicking, useTicks } from '@/ui/ticking';
import { useToast } from '@/ui/toast';
import { Unconverted } from '@/ui/unconverted';
import { usePagedLines } from '@/ui/use-paged-lines';
import { PortfolioCard } from './card';
import { ChosenBar } from './chosen-bar';
import { fetchIds } from './chosen-queries';
import { ColumnMenu } from './column-menu';
import { defaultColumns, useColumns } from './columns';
import { GroupedTable } from './grouped-table';
import { NewAccount } from './new-account';
import type { GroupBy } from './queries';
import { useTotals } from './queries';
import { type View, ViewMenu } from './view-menu';

/** All that the filter and the search leave, chosen and let go at once; true while nobody changed it since. */
function useAll(ticks: Ticks, filter: string, q: string) {
  const t = useT();
  const toast = useToast();
  const [taken, setTaken] = useState<{ of: string; ids: string[] } | null>(null);
  const of = `${q}\n${filter}`;
  const all =
    taken !== null && taken.of === of && taken.ids.length > 0 && taken.ids.every((id) => ticks.ticked.has(id));
  const askAll = async (on: boolean) => {
    if (!on) {
      ticks.clear();
      setTaken(null);
      return;
    }
    try {
      const { ids, total } = await fetchIds(filter, q);
      ticks.set((before) => new Set([...before, ...ids]));
      setTaken({ of, ids });
      if (total > ids.length) toast.done(t('ticks.most', { count: ids.length }));
    } catch (error) {
      toast.failed(error);
    }
  };
  return { all, askAll: (on: boolean) => void askAll(on) };
}

const initialView: View = { conditions: [], sort: '-revenue_12m', group: null, columns: defaultColumns };

/** Light plans for whatever is shown: the filter goes along. */
function LightPlans({ filter }: { filter: string }) {
  const t = useT();
  const navigate = useNavigate();
  if (!useMayWrite('plan-batches')) return null;
  return (
    <Button
      variant="default"
      onClick={() => void navigate({ to: '/plan-batches', search: { filter } })}
      leftSection={<IconStack2 size={15} />}
      title={t('batch.from_portfolio')}
    >
      {t('nav.light_plans')}
    </Button>
  );
}

function ExportMenu({ filter, q, sort, columns }: { filter: string; q: string; sort: string; columns: string[] }) {
  const t = useT();
  const { language: lang } = useLanguage();
  const link = (format: string) =>
    apiUrl('/portfolio/export', { format, filter, q, sort, columns: columns.join(','), lang });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={15} />}>
          {t('action.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={link('csv')} download>
          {t('export.csv')}
        </Menu.Item>
        <Menu.Item component="a" href={link('xlsx')} download>
          {t('export.xlsx')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item component={Link} to="/documents" search={{ filter, q } as never}>
          {t('documents.many')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export default function PortfolioPage() {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const mayWrite = useMayWrite('accounts');
  const [view, setView] = useKept<View>('portfolio.view', initialView);
  // In the address, so that coming back from an account finds the search as it was.
  const sought = String((useSearch({ strict: false }) as { q?: unknown }).q ?? '');
  const [typed, setTyped] = useState(sought);
  const [creating, setCreating] = useState(false);
  const [q] = useDebouncedValue(typed.trim(), 220);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed changes the address
  useEffect(() => {
    if (q !== sought) void navigate({ to: '/portfolio', search: (q ? { q } : {}) as never, replace: true });
  }, [q]);
  const [conditions] = useDebouncedValue(view.conditions, 300);
  const filter = useMemo(() => filterText(conditions), [conditions]);
  const fields = usePortfolioFields();
  const all = useColumns();
  const columns = useMemo(
    () => view.columns.flatMap((key) => all.find((column) => column.key === key) ?? []),
    [view.columns, all],
  );
  const { unconverted, recomputing } = useTotals(filter, q);
  const change = (part: Partial<View>) => setView({ ...view, ...part });

  const pages = usePages('portfolio', { filter, q, sort: view.sort, limit: 200, count: true }, view.group === null);
  const { rows, count, lineAt, onReach, total, atLeast } = usePagedLines(pages);
  const open = useCallback((row: PortfolioRow) => void navigate({ to: `/accounts/${row.id}` }), [navigate]);
  const card = useCallback((row: PortfolioRow) => <PortfolioCard row={row} />, []);
  const narrowed = filter !== '' || q !== '';
  const ticks = useTicks('portfolio');
  const choice = {
    ...useAll(ticks, filter, q),
    order: `${view.sort} ${filter} ${q} ${view.group}`,
    label: useCallback((row: PortfolioRow) => t('ticks.one', { name: row.name }), [t]),
  };
  const ticking = useTicking(ticks, lineAt, choice);

  const body = () => {
    if (view.group)
      return (
        <GroupedTable
          group={view.group}
          filter={filter}
          q={q}
          sort={view.sort}
          columns={columns}
          onSort={(sort) => change({ sort })}
          onOpen={open}
          card={card}
          ticks={ticks}
          choice={choice}
        />
      );
    if (pages.error) return <FaultBox error={pages.error} retry={() => void pages.refetch()} />;
    if (pages.isPending)
      return (
        <div style={{ padding: '0 20px' }}>
          <SkeletonLines lines={12} />
        </div>
      );
    if (rows.length === 0 && !narrowed) return <NoAccounts />;
    return (
      <DataTable
        label={t('portfolio.title')}
        columns={columns}
        count={count}
        lineAt={lineAt}
        rowKey={(row) => row.id}
        sort={view.sort}
        onSort={(sort) => change({ sort })}
        onOpen={open}
        onReach={onReach}
        card={card}
        ticking={ticking}
      />
    );
  };

  return (
    <Page
      title={t('portfolio.title')}
      meta={
        total !== null && view.group === null
          ? t(atLeast ? 'portfolio.count_at_least' : 'portfolio.count', { count: total })
          : undefined
      }
      actions={
        <>
          <ViewMenu view={view} filter={filter} initial={initialView} onChoose={setView} />
          <span className="k-hide-phone">
            <ExportMenu filter={filter} q={q} sort={view.sort} columns={columns.map((column) => column.key)} />
          </span>
          {filter !== '' && (
            <span className="k-hide-phone">
              <LightPlans filter={filter} />
            </span>
          )}
          {mayWrite && (
            <Button leftSection={<IconBuildingPlus size={15} />} onClick={() => setCreating(true)}>
              {t('portfolio.new')}
            </Button>
          )}
        </>
      }
    >
      {recomputing && (
        <p className="k-note" role="status" style={{ margin: '0 20px 8px' }}>
          {t('portfolio.recomputing')}
        </p>
      )}
      {unconverted > 0 && (
        <div style={{ padding: '0 20px' }}>
          <Unconverted count={unconverted} />
        </div>
      )}
      <div className="k-toolbar">
        <TextInput
          data-page-search
          type="search"
          aria-label={t('portfolio.search')}
          placeholder={t('portfolio.search')}
          leftSection={<IconSearch size={14} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          w={220}
        />
        <FilterBuilder fields={fields} value={view.conditions} onChange={(next) => change({ conditions: next })} />
        <Select
          aria-label={t('portfolio.group')}
          value={view.group ?? ''}
          onChange={(group) => change({ group: (group || null) as GroupBy | null })}
          allowDeselect={false}
          data={[
            { value: '', label: t('portfolio.no_group') },
            ...(['class', 'owner', 'industry', 'country', 'status'] as const).map((key) => ({
              value: key,
              label: `${t('portfolio.group')}: ${t(`field.${key}`)}`,
            })),
          ]}
          w={190}
        />
        <span className="k-hide-phone">
          <ColumnMenu all={all} shown={view.columns} onChange={(next) => change({ columns: next })} />
        </span>
        {narrowed && total !== null && view.group === null && (
          <span className="k-dim" role="status">
            {format.integer(total)}
            {atLeast && '+'}
          </span>
        )}
      </div>
      <ChosenBar ticks={ticks} />
      {body()}
      <NewAccount opened={creating} close={() => setCreating(false)} />
    </Page>
  );
}
