/** How firm the ranking is: who changes place when one weight moves, and how many of the first stay when all do. */
import { SegmentedControl, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RankedAccount, Sensitivity } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Meter } from '@/ui/chips';
import { Figures, Section } from '@/ui/page';
import { ScrollX } from '@/ui/scroll-x';
import { Waiting } from '@/ui/states';
import { NotScored } from './not-scored';
import { standardModel, useModels, useSensitivity } from './queries';
import { Shift } from './ranking-panel';

type CriterionShift = Sensitivity['criteria'][number];

function Movers({ accounts, top }: { accounts: RankedAccount[]; top: number }) {
  const t = useT();
  const format = useFormat();
  return (
    <ul className="k-inline-list">
      {accounts.map((account) => (
        <li key={account.account_id}>
          <Link to={`/accounts/${account.account_id}`} className="k-link">
            {account.name}
          </Link>{' '}
          <span className="k-dim">
            {format.integer(account.rank_before)} → {format.integer(account.rank)}
          </span>{' '}
          <Shift account={account} />
          {account.rank_before > top && account.rank <= top && <b> {t('selection.enters')}</b>}
          {account.rank_before <= top && account.rank > top && <b> {t('selection.leaves')}</b>}
        </li>
      ))}
    </ul>
  );
}

function CriterionRow({ criterion, top, change }: { criterion: CriterionShift; top: number; change: string }) {
  const t = useT();
  const format = useFormat();
  const way = (shift: CriterionShift['up']) =>
    shift.items.length === 0 ? (
      <span className="k-dim">{t('selection.nobody')}</span>
    ) : (
      <details>
        <summary>
          {t('selection.shift_sum', { shown: shift.items.length - shift.entered, entered: shift.entered })}
        </summary>
        <Movers accounts={shift.items} top={top} />
      </details>
    );
  return (
    <tr>
      <td data-wide>
        <b>{criterion.name}</b>
      </td>
      <td className="k-num" data-label={t('selection.weight')}>
        {format.number(criterion.weight)}
      </td>
      <td data-label={t('selection.weight_up', { change })}>{way(criterion.up)}</td>
      <td data-label={t('selection.weight_down', { change })}>{way(criterion.down)}</td>
    </tr>
  );
}

function Firmness({ data }: { data: Sensitivity }) {
  const t = useT();
  const format = useFormat();
  const { stability } = data;
  const change = format.percent(data.change);
  return (
    <Section title={t('selection.firmness')}>
      <p className="k-dim" style={{ marginBottom: 8 }}>
        {t('selection.firmness_text', { draws: stability.draws, change, top: data.top })}
      </p>
      <Figures
        items={[
          {
            label: t('selection.kept', { top: data.top }),
            value: format.percent(stability.kept_mean),
            note: t('selection.at_worst', { value: format.percent(stability.kept_min) }),
          },
          {
            label: t('selection.tau'),
            value: format.number(stability.tau_mean),
            note: t('selection.at_worst', { value: format.number(stability.tau_min) }),
          },
        ]}
      />
      <table className="k-table k-middle" style={{ marginTop: 12 }}>
        <thead>
          <tr>
            <th className="k-num">{t('selection.rank')}</th>
            <th>{t('field.account')}</th>
            <th>{t('selection.stays_share', { top: data.top })}</th>
          </tr>
        </thead>
        <tbody>
          {stability.items.map((item) => (
            <tr key={item.account_id}>
              <td className="k-num">{item.rank}</td>
              <td>
                <Link to={`/accounts/${item.account_id}`} className="k-link">
                  {item.name}
                </Link>
              </td>
              <td>
                <Meter value={item.stays * 100} label={format.percent(item.stays)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Shifts({ data }: { data: Sensitivity }) {
  const t = useT();
  const format = useFormat();
  const change = format.percent(data.change);
  return (
    <Section title={t('selection.sensitivity')}>
      <p className="k-dim" style={{ marginBottom: 8 }}>
        {t('selection.sensitivity_text', { change, top: data.top })}
      </p>
      <ScrollX>
        <table className="k-table k-table-cards k-table-top">
          <thead>
            <tr>
              <th>{t('selection.criterion')}</th>
              <th className="k-num">{t('selection.weight')}</th>
              <th>{t('selection.weight_up', { change })}</th>
              <th>{t('selection.weight_down', { change })}</th>
            </tr>
          </thead>
          <tbody>
            {data.criteria.map((criterion) => (
              <CriterionRow key={criterion.key} criterion={criterion} top={data.top} change={change} />
            ))}
          </tbody>
        </table>
      </ScrollX>
    </Section>
  );
}

export default function StabilityTab() {
  const t = useT();
  const format = useFormat();
  const models = useModels().data?.items ?? [];
  const [model, setModel] = useState(standardModel);
  const [top, setTop] = useState('20');
  const [change, setChange] = useState('0.1');
  const sensitivity = useSensitivity(model, Number(top), Number(change));
  return (
    <>
      <div style={{ display: 'flex', gap: 16, flexWrap: 'wrap', alignItems: 'flex-end', marginBottom: 12 }}>
        {models.length > 1 && (
          <Select
            label={t('selection.model')}
            value={model}
            onChange={(id) => id && setModel(id)}
            allowDeselect={false}
            data={models.map((one) => ({ value: one.id, label: one.standard ? t('selection.standard') : one.name }))}
          />
        )}
        <div>
          <div className="k-choice-label">{t('selection.how_many')}</div>
          <SegmentedControl
            size="xs"
            aria-label={t('selection.how_many')}
            value={top}
            onChange={setTop}
            data={['10', '20', '50', '100']}
          />
        </div>
        <div>
          <div className="k-choice-label">{t('selection.how_much')}</div>
          <SegmentedControl
            size="xs"
            aria-label={t('selection.how_much')}
            value={change}
            onChange={setChange}
            data={['0.05', '0.1', '0.2'].map((value) => ({ value, label: `±${format.percent(Number(value))}` }))}
          />
        </div>
      </div>
      <Waiting on={sensitivity} lines={12}>
        {() => {
          const data = sensitivity.data;
          if (!data || data.stability.items.length === 0) return <NotScored />;
          return (
            <div className="k-columns">
              <Shifts data={data} />
              <Firmness data={data} />
            </div>
          );
        }}
      </Waiting>
    </>
  );
}
