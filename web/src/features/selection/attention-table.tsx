/** Lines of attention against value: shares side by side, the index, and the gap a month. */
import { Link } from '@tanstack/react-router';
import type { Attention, AttentionLine } from '@/api/types';
import { type Format, toMajor, useFormat } from '@/lib/format';
import { type Translate, useT, useTerm } from '@/lib/i18n/i18n';
import { ClassMark } from '@/ui/chips';
import { EmptyLine } from '@/ui/states';

/** A gap of the period's measure in a month, with its sign: `+6.5 h`. */
export function gapText(attention: Attention, gap: number, format: Format, t: Translate): string {
  const sign = gap > 0 ? '+' : gap < 0 ? '−' : '';
  const size = Math.abs(gap);
  if (attention.measure === 'cost') {
    const { currency } = attention.totals.cost;
    return `${sign}${format.compact(toMajor({ minor: Math.round(size), currency }))} ${currency}`;
  }
  const number = format.number(Math.round(size * 10) / 10);
  return attention.measure === 'hours' ? t('selection.gap_hours', { number: sign + number }) : sign + number;
}

/** Twice what the value asks and more, or half and less, is told by a word and not by colour alone. */
function IndexText({ value }: { value: number | null }) {
  const t = useT();
  const format = useFormat();
  if (value === null) return <span className="k-dim">–</span>;
  const text = t('selection.times', { number: format.number(Math.round(value * 100) / 100) });
  return <span className={value >= 2 || value <= 0.5 ? 'k-bad-text' : undefined}>{text}</span>;
}

export function AttentionTable({
  lines,
  attention,
  linked,
}: {
  lines: AttentionLine[];
  attention: Attention;
  linked?: boolean;
}) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  if (lines.length === 0) return <EmptyLine>{t('selection.nobody_served')}</EmptyLine>;
  const isClass = lines === attention.classes;
  const nameOf = (line: AttentionLine) =>
    isClass && line.id ? term('class', line.id).replace(/^.: /, '') : line.name || t('common.none');
  return (
    <table className="k-table k-table-cards">
      <thead>
        <tr>
          <th>{isClass ? t('field.class') : linked ? t('field.account') : t('programme.manager')}</th>
          <th className="k-num">{t('selection.attention_share')}</th>
          <th className="k-num">{t('selection.revenue_share')}</th>
          <th className="k-num">{t('selection.potential_share')}</th>
          <th className="k-num" title={t('selection.index_hint')}>
            {t('selection.index')}
          </th>
          <th className="k-num" title={t('selection.gap_hint')}>
            {t('selection.gap')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id ?? ''}>
            <td>
              <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
                {(isClass || linked) && <ClassMark value={isClass ? line.id : line.class} />}
                {linked && line.id ? (
                  <Link to={`/accounts/${line.id}`} className="k-link">
                    {line.name}
                  </Link>
                ) : (
                  nameOf(line)
                )}
              </span>
            </td>
            <td className="k-num" data-label={t('selection.attention_share')}>
              {format.percent(line.attention_share, 1)}
            </td>
            <td className="k-num" data-label={t('selection.revenue_share')}>
              {line.revenue_share === null ? '–' : format.percent(line.revenue_share, 1)}
            </td>
            <td className="k-num" data-label={t('selection.potential_share')}>
              {line.potential_share === null ? '–' : format.percent(line.potential_share, 1)}
            </td>
            <td className="k-num" data-label={t('selection.index')}>
              <IndexText value={line.index} />
            </td>
            <td className="k-num" data-label={t('selection.gap')}>
              {gapText(attention, line.gap_per_month, format, t)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
