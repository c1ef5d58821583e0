/** Customers by fifths: recency down, frequency across, money by choice; a cell opens into its accounts. */
import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCreate, useList } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { RfmGrid } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ClassMark, MoneyText } from '@/ui/chips';
import { Figures, Section } from '@/ui/page';
import { ScrollX } from '@/ui/scroll-x';
import { Empty, EmptyLine, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { useRfm } from './queries';
import { cellsOf, type Picked, pickedFilter, pickedRule, rfmSegments, sumOf } from './rfm';
import './groups.css';

const fifths = [5, 4, 3, 2, 1];

function Grid({ grid, money, picked, pick }: GridProps) {
  const t = useT();
  const format = useFormat();
  const most = Math.max(1, ...cellsOf(grid, money).values());
  const counts = cellsOf(grid, money);
  return (
    <ScrollX>
      <table className="k-rfm">
        <caption className="k-visually-hidden">{t('group.rfm_caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('group.recency')}</th>
            {[...fifths].reverse().map((frequency) => (
              <th scope="col" key={frequency}>
                {frequency === 1 ? t('group.frequency_low') : frequency === 5 ? t('group.frequency_high') : frequency}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fifths.map((recency) => (
            <tr key={recency}>
              <th scope="row">
                {recency === 5 ? t('group.recency_high') : recency === 1 ? t('group.recency_low') : recency}
              </th>
              {[...fifths].reverse().map((frequency) => {
                const count = counts.get(`${recency}${frequency}`) ?? 0;
                const chosen = picked?.recency === recency && picked.frequency === frequency;
                const label = t('group.cell', { recency, frequency, count: format.integer(count) });
                return (
                  <td key={frequency}>
                    <button
                      type="button"
                      aria-label={label}
                      aria-pressed={chosen}
                      disabled={count === 0}
                      onClick={() => pick(chosen ? null : { recency, frequency, money })}
                      style={{ '--k-heat': `${Math.round(6 + (42 * count) / most)}%` } as React.CSSProperties}
                    >
                      {count ? format.integer(count) : ''}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}
interface GridProps {
  grid: RfmGrid;
  money: number | null;
  picked: Picked | null;
  pick: (cell: Picked | null) => void;
}

function Segments({ grid, picked, pick }: Omit<GridProps, 'money'>) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const bought = grid.accounts - grid.never_bought;
  return (
    <table className="k-table">
      <thead>
        <tr>
          <th>{t('group.segment')}</th>
          <th className="k-num">{t('field.accounts')}</th>
          <th className="k-num">{t('group.share')}</th>
          <th className="k-num">{t('field.revenue_12m')}</th>
        </tr>
      </thead>
      <tbody>
        {rfmSegments(grid).map((segment) => (
          <tr key={segment.name}>
            <td>
              <button
                type="button"
                className="k-link k-rfm-name"
                aria-pressed={picked?.name === segment.name}
                onClick={() => pick(picked?.name === segment.name ? null : { name: segment.name })}
              >
                {term('rfm', segment.name)}
              </button>
            </td>
            <td className="k-num">{format.integer(segment.accounts)}</td>
            <td className="k-num">{format.percent(segment.accounts / bought, 1)}</td>
            <td className="k-num">
              <MoneyText value={segment.revenue_12m} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ picked, grid }: { picked: Picked; grid: RfmGrid }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const navigate = useNavigate();
  const toast = useToast();
  const mayWrite = useMayWrite('groups');
  const create = useCreate('groups');
  const rows = useList('portfolio', { filter: pickedFilter(picked), sort: '-revenue_12m', limit: 20 });
  const sum = sumOf(grid, picked);
  const name = picked.name
    ? term('rfm', picked.name)
    : `R${picked.recency} F${picked.frequency}${picked.money ? ` M${picked.money}` : ''}`;
  const make = () =>
    create.mutate(
      { name, colour: 'teal', rule: pickedRule(picked), description: t('group.from_rfm') },
      { onSuccess: (group) => void navigate({ to: `/groups/${group.id}` }), onError: toast.failed },
    );
  return (
    <Section
      title={name}
      aside={
        mayWrite && (
          <Button leftSection={<IconPlus size={15} />} loading={create.isPending} onClick={make}>
            {t('group.make')}
          </Button>
        )
      }
    >
      <p className="k-dim" role="status">
        {t('group.cell_sum', { count: sum.accounts, shown: Math.min(20, sum.accounts) })}
      </p>
      <Waiting on={rows} lines={5}>
        {() => (
          <table className="k-table">
            <thead>
              <tr>
                <th>{t('field.account')}</th>
                <th>{t('field.class')}</th>
                <th className="k-num">{t('field.revenue_12m')}</th>
                <th className="k-hide-phone k-group-owner">{t('field.last_purchase_on')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.data?.items.map((row) => (
                <tr key={row.id}>
                  <td>
                    <Link to={`/accounts/${row.id}`} className="k-link">
                      {row.name}
                    </Link>
                  </td>
                  <td>
                    <ClassMark value={row.class} />
                  </td>
                  <td className="k-num">
                    <MoneyText value={row.revenue_12m} />
                  </td>
                  <td className="k-hide-phone k-group-owner">
                    {row.last_purchase_on && format.day(row.last_purchase_on)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Waiting>
    </Section>
  );
}

export default function RfmTab() {
  const t = useT();
  const format = useFormat();
  const rfm = useRfm();
  const [money, setMoney] = useState('all');
  const [picked, setPicked] = useState<Picked | null>(null);
  const grid = rfm.data;
  return (
    <Waiting on={rfm} lines={10}>
      {() => {
        if (!grid) return null;
        if (grid.cells.length === 0) return <Empty title={t('group.rfm_none')} text={t('group.rfm_none_text')} />;
        return (
          <>
            <p className="k-dim k-group-lead">
              {t('group.rfm_text', { date: grid.as_of ? format.dayFull(grid.as_of) : '' })}
            </p>
            <Figures
              items={[
                { label: t('group.bought'), value: format.integer(grid.accounts - grid.never_bought) },
                { label: t('group.never_bought'), value: format.integer(grid.never_bought) },
              ]}
            />
            <div className="k-columns">
              <Section title={t('group.grid')}>
                <Group gap={8} mb={8}>
                  <span className="k-dim">{t('group.money')}</span>
                  <SegmentedControl
                    size="xs"
                    aria-label={t('group.money')}
                    value={money}
                    transitionDuration={0}
                    onChange={(value) => {
                      setMoney(value);
                      setPicked(null);
                    }}
                    data={[
                      { value: 'all', label: t('group.all_fifths') },
                      ...fifths.map((fifth) => ({ value: String(fifth), label: String(fifth) })),
                    ]}
                  />
                </Group>
                <Grid grid={grid} money={money === 'all' ? null : Number(money)} picked={picked} pick={setPicked} />
              </Section>
              <Section title={t('group.segments')}>
                <Segments grid={grid} picked={picked} pick={setPicked} />
              </Section>
            </div>
            {picked ? <Cell picked={picked} grid={grid} /> : <EmptyLine>{t('group.pick_cell')}</EmptyLine>}
          </>
        );
      }}
    </Waiting>
  );
}
