/** The figures under a section, as the server took them from the records: values, lists and small tables. */
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ScrollX } from '@/ui/scroll-x';

type Row = Record<string, unknown>;
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const isMoney = (value: unknown): value is { minor: number; currency: string } =>
  isRow(value) && typeof value.minor === 'number' && typeof value.currency === 'string';
const isId = (key: string) => key === 'id' || key.endsWith('_id') || key.endsWith('_ids');

function Value({ name, value }: { name: string; value: unknown }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  if (value === null || value === undefined || value === '') return <span className="k-dim">–</span>;
  if (isMoney(value)) return <span title={format.moneyExact(value)}>{format.money(value)}</span>;
  if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
  if (typeof value === 'number') {
    if (/share|growth|ratio/.test(name)) return format.percent(value, 1);
    return /year/.test(name) ? String(value) : format.number(value);
  }
  if (Array.isArray(value))
    return value
      .map((part) => (isMoney(part) ? format.money(part) : isRow(part) ? String(part.name ?? '') : String(part)))
      .join(', ');
  if (isRow(value)) return String(value.name ?? Object.values(value).join(', '));
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return format.instant(text);
  if (name === 'month' && /^\d{4}-\d{2}/.test(text)) return format.month(text);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return format.dayFull(text);
  return term(name, text);
}

const numeric = (value: unknown) => typeof value === 'number' || isMoney(value);

function FactTable({ name, rows, label }: { name: string; rows: Row[]; label: (key: string) => string }) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (key) => !isId(key) && !rows.every((row) => isRow(row[key]) && !isMoney(row[key])),
  );
  return (
    <ScrollX>
      <table className="k-table">
        <caption className="k-fact-caption">{label(name)}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} className={rows.some((row) => numeric(row[column])) ? 'k-num' : undefined}>
                {label(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {columns.map((column) => (
                <td key={column} className={numeric(row[column]) ? 'k-num' : undefined}>
                  <Value name={column} value={row[column]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

export function Facts({
  facts,
  labels,
}: {
  facts: Record<string, unknown> | null | undefined;
  labels: Record<string, string>;
}) {
  const term = useTerm();
  const label = (key: string) => labels[key] ?? term('field', key);
  const entries = Object.entries(facts ?? {}).filter(
    ([key, value]) =>
      !isId(key) && key !== 'sources' && value !== null && !(Array.isArray(value) && value.length === 0),
  );
  const tables = entries.filter(
    (entry): entry is [string, Row[]] =>
      Array.isArray(entry[1]) && entry[1].every((row) => isRow(row) && !isMoney(row)),
  );
  const groups = entries.filter(([, value]) => isRow(value) && !isMoney(value));
  const plain = entries.filter((entry) => !tables.includes(entry as [string, Row[]]) && !groups.includes(entry));
  // a day alone, without figures of that day, says nothing
  if (entries.every(([key]) => key === 'as_of')) return null;
  return (
    <>
      {plain.length > 0 && (
        <dl className="k-facts">
          {plain.map(([key, value]) => (
            <div key={key}>
              <dt>{label(key)}</dt>
              <dd>
                <Value name={key} value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {groups.map(([key, value]) => (
        <Facts key={key} facts={value as Row} labels={labels} />
      ))}
      {tables.map(([key, rows]) => (
        <FactTable key={key} name={key} rows={rows} label={label} />
      ))}
    </>
  );
}
