/** Classes before against classes after; a field with accounts opens them. Above the diagonal lies the way down. */
import type { ClassCell } from '@/api/types';
import { toMajor, useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { ClassMark } from '@/ui/chips';
import { ScrollX } from '@/ui/scroll-x';
import './selection.css';

const order = ['A', 'B', 'C', 'D', 'E', null];
type Letter = string | null;

/** "up", "down", "same", or "other" where one side is not classed. */
export function wayOf(from: Letter, to: Letter): 'up' | 'down' | 'same' | 'other' {
  if (from === to) return 'same';
  if (!from || !to) return 'other';
  return from > to ? 'up' : 'down';
}
const signs = { up: '↑', down: '↓', same: '', other: '' };

export interface Field {
  from: Letter;
  to: Letter;
}
export const fieldKey = ({ from, to }: Field) => ({ from: from ?? 'none', to: to ?? 'none' });

export function ClassMatrix({
  cells,
  opened,
  open,
}: {
  cells: ClassCell[];
  opened: Field | null;
  open: (field: Field) => void;
}) {
  const t = useT();
  const format = useFormat();
  const rows = order.filter((from) => cells.some((cell) => cell.from === from));
  const columns = order.filter((to) => cells.some((cell) => cell.to === to));
  const sum = (some: ClassCell[]) => some.reduce((total, cell) => total + cell.accounts, 0);
  const word = (letter: Letter) => letter ?? t('class.none');
  return (
    <ScrollX>
      <table className="k-table k-class-matrix">
        <caption className="k-visually-hidden">{t('selection.matrix_label')}</caption>
        <thead>
          <tr>
            <th scope="col">
              {t('selection.before')} ↓ · {t('selection.after')} →
            </th>
            {columns.map((to) => (
              <th key={to} scope="col" className="k-num">
                <ClassMark value={to} />
              </th>
            ))}
            <th scope="col" className="k-num">
              {t('common.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((from) => (
            <tr key={from}>
              <th scope="row">
                <ClassMark value={from} />
              </th>
              {columns.map((to) => {
                const cell = cells.find((one) => one.from === from && one.to === to);
                const way = wayOf(from, to);
                if (!cell)
                  return (
                    <td key={to} className="k-num k-dim">
                      ·
                    </td>
                  );
                const text = t('selection.matrix_field', {
                  count: cell.accounts,
                  from: word(from),
                  to: word(to),
                  before: format.money(cell.revenue_before),
                  after: format.money(cell.revenue),
                });
                return (
                  <td key={to} className="k-num" data-way={way}>
                    <button
                      type="button"
                      className="k-plain k-matrix-cell"
                      aria-label={text}
                      title={text}
                      aria-pressed={opened?.from === from && opened.to === to}
                      onClick={() => open({ from, to })}
                    >
                      {signs[way]} {format.integer(cell.accounts)}
                      <small>{format.compact(toMajor(cell.revenue))}</small>
                    </button>
                  </td>
                );
              })}
              <td className="k-num">
                <b>{format.integer(sum(cells.filter((cell) => cell.from === from)))}</b>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('common.total')}</th>
            {columns.map((to) => (
              <td key={to} className="k-num">
                <b>{format.integer(sum(cells.filter((cell) => cell.to === to)))}</b>
              </td>
            ))}
            <td className="k-num">
              <b>{format.integer(sum(cells))}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </ScrollX>
  );
}
