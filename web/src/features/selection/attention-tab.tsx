/** Attention against value: what classes, managers and accounts get of our time, contacts or money, and what they bring. */
import { SegmentedControl, Select } from '@mantine/core';
import type { Attention } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { useKept } from '@/lib/kept';
import { Figures, Section } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';
import { AccountFilter, useAccountFilter } from './account-filter';
import { AttentionChart } from './attention-chart';
import { AttentionTable } from './attention-table';
import { NotScored } from './not-scored';
import { type AttentionAsked, useAttention } from './queries';
import './selection.css';

const usual: AttentionAsked = { measure: 'hours', value: 'both', months: 12, until: '' };

function Choices({
  asked,
  shown,
  ask,
}: {
  asked: AttentionAsked;
  /** The last day that is shown while nobody chose a month. */
  shown: string;
  ask: (asked: AttentionAsked) => void;
}) {
  const t = useT();
  return (
    <div className="k-attention-choices k-no-print">
      <div>
        <div className="k-choice-label">{t('selection.attention_by')}</div>
        <SegmentedControl
          size="xs"
          aria-label={t('selection.attention_by')}
          value={asked.measure}
          onChange={(measure) => ask({ ...asked, measure: measure as AttentionAsked['measure'] })}
          data={(['hours', 'contacts', 'cost'] as const).map((value) => ({
            value,
            label: t(`selection.by_${value}`),
          }))}
        />
      </div>
      <div>
        <div className="k-choice-label">{t('selection.value_by')}</div>
        <SegmentedControl
          size="xs"
          aria-label={t('selection.value_by')}
          value={asked.value}
          onChange={(value) => ask({ ...asked, value: value as AttentionAsked['value'] })}
          data={(['both', 'revenue', 'potential'] as const).map((value) => ({
            value,
            label: t(`selection.value_${value}`),
          }))}
        />
      </div>
      <Select
        size="xs"
        w={150}
        label={t('selection.period_column')}
        allowDeselect={false}
        value={String(asked.months)}
        onChange={(months) => ask({ ...asked, months: Number(months) })}
        data={[3, 6, 12, 24].map((months) => ({
          value: String(months),
          label: t('selection.months', { count: months }),
        }))}
      />
      <label className="k-month-field">
        <span className="k-choice-label">{t('selection.until_month')}</span>
        <input
          type="month"
          value={(asked.until || shown).slice(0, 7)}
          onChange={(event) =>
            ask({ ...asked, until: event.currentTarget.value ? `${event.currentTarget.value}-01` : '' })
          }
        />
      </label>
    </div>
  );
}

function Shifts({ attention }: { attention: Attention }) {
  const t = useT();
  const shifts = [
    { title: t('selection.shift_account'), shift: attention.shift.account },
    { title: t('selection.shift_class'), shift: attention.shift.class },
  ];
  return (
    <div className="k-columns">
      {shifts.map(({ title, shift }) => (
        <div key={title} className="k-note">
          <b>{title}</b>
          <p style={{ marginTop: 4 }}>{shift ? shift.text : t('selection.shift_none')}</p>
          {shift?.with.some((part) => part.same_manager) && (
            <p className="k-dim">
              {t('selection.shift_same_manager', {
                names: shift.with
                  .filter((part) => part.same_manager)
                  .map((part) => part.name)
                  .join(', '),
              })}
            </p>
          )}
        </div>
      ))}
    </div>
  );
}

function Told({ attention }: { attention: Attention }) {
  const t = useT();
  const format = useFormat();
  const { totals } = attention;
  return (
    <>
      <p className="k-dim">
        {t('selection.attention_period', { from: format.dayFull(attention.from), to: format.dayFull(attention.to) })}{' '}
        {totals.without_minutes > 0 &&
          t('selection.attention_estimated', { missing: totals.without_minutes, estimated: totals.estimated })}
      </p>
      <Figures
        items={[
          { label: t('selection.by_hours'), value: format.number(Math.round(totals.hours)) },
          { label: t('selection.by_contacts'), value: format.integer(totals.contacts) },
          { label: t('selection.by_cost'), value: totals.cost.minor ? format.money(totals.cost) : '–' },
          { label: t('selection.revenue'), value: format.money(totals.revenue) },
          { label: t('field.potential'), value: format.money(totals.potential) },
        ]}
      />
      {!attention.enough ? (
        <Section title={t('selection.not_enough')}>
          <ul style={{ paddingLeft: 18 }}>
            {attention.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Section>
      ) : (
        <>
          <Section title={t('selection.shift')}>
            <Shifts attention={attention} />
          </Section>
          <Section title={t('selection.attention_picture')}>
            <AttentionChart attention={attention} />
          </Section>
          <div className="k-columns">
            <Section title={t('selection.under_served')}>
              <AttentionTable lines={attention.under} attention={attention} linked />
            </Section>
            <Section title={t('selection.over_served')}>
              <AttentionTable lines={attention.over} attention={attention} linked />
            </Section>
          </div>
        </>
      )}
      {attention.totals.contacts > 0 && (
        <div className="k-columns">
          <Section title={t('selection.by_class')}>
            <AttentionTable lines={attention.classes} attention={attention} />
          </Section>
          <Section title={t('selection.by_manager')}>
            <AttentionTable lines={attention.managers} attention={attention} />
          </Section>
        </div>
      )}
    </>
  );
}

export default function AttentionTab() {
  const t = useT();
  const [asked, ask] = useKept<AttentionAsked>('selection.attention', usual);
  const filter = useAccountFilter('attention');
  const attention = useAttention(asked, filter.filter);
  return (
    <>
      <p className="k-dim" style={{ marginBottom: 8 }}>
        {t('selection.attention_text')}
      </p>
      <AccountFilter {...filter} />
      <Choices asked={asked} shown={attention.data?.to ?? ''} ask={ask} />
      <Waiting on={attention} lines={12}>
        {() =>
          attention.data &&
          (attention.data.accounts.count > 0 ? (
            <Told attention={attention.data} />
          ) : filter.filter ? (
            <EmptyLine>{t('selection.filter_nobody')}</EmptyLine>
          ) : (
            <NotScored />
          ))
        }
      </Waiting>
    </>
  );
}
