/** Which class the answers make: one row for each kind of account. */
import { SegmentedControl } from '@mantine/core';
import type { ClassRules } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';

type Row = keyof ClassRules['table'];
const rows: Row[] = [
  'structural_significant_growing',
  'structural_significant_saturated',
  'structural_modest_growing',
  'structural_modest_saturated',
  'once_significant_growing',
  'once_significant_saturated',
  'once_modest_growing',
  'once_modest_saturated',
  'could_buy_much',
  'could_buy_little',
  'nothing_left',
];
const letters = ['A', 'B', 'C', 'D', 'E'];

export function ClassTable({
  rules,
  fixed,
  fault,
  change,
}: {
  rules: ClassRules;
  fixed: boolean;
  fault: (path: string) => string | undefined;
  change: (rules: ClassRules) => void;
}) {
  const t = useT();
  return (
    <table className="k-table k-rule-table">
      <thead>
        <tr>
          <th>{t('selection.rule_row')}</th>
          <th>{t('field.class')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const wrong = fault(`table/${row}`);
          return (
            <tr key={row} className="k-middle">
              <td>
                {t(`selection.row_${row}`)}
                {wrong && (
                  <div className="k-bad-text" role="alert">
                    {wrong}
                  </div>
                )}
              </td>
              <td>
                <SegmentedControl
                  size="xs"
                  aria-label={t(`selection.row_${row}`)}
                  readOnly={fixed}
                  value={rules.table[row]}
                  onChange={(value) =>
                    change({ ...rules, table: { ...rules.table, [row]: value as ClassRules['table'][Row] } })
                  }
                  data={letters}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
