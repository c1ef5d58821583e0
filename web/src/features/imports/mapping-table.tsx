import { Select } from '@mantine/core';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ToneChip } from '@/ui/chips';
import { ScrollX } from '@/ui/scroll-x';
import { type Analysis, type ColumnFinding, type MappedColumn, type Mapping, mappedColumn, remap } from './documents';
import { useTargetFields } from './target-fields';

function Certainty({ finding, mapped }: { finding: ColumnFinding | undefined; mapped: MappedColumn | undefined }) {
  const t = useT();
  const term = useTerm();
  if (!mapped)
    return (
      <span className="k-dim">{finding?.ignored ? term('import_ignored', finding.ignored) : t('import.left_out')}</span>
    );
  const confidence = mapped.confidence ?? 1;
  if (confidence >= 0.9) return <ToneChip tone="good">{t('import.sure')}</ToneChip>;
  if (confidence >= 0.6) return <ToneChip tone="mute">{t('import.likely')}</ToneChip>;
  return <ToneChip tone="warn">{t('import.please_check')}</ToneChip>;
}

interface Props {
  analysis: Analysis;
  mapping: Mapping;
  target: string;
  change: (mapping: Mapping) => void;
}

export function MappingTable({ analysis, mapping, target, change }: Props) {
  const t = useT();
  const term = useTerm();
  const fields = useTargetFields(target);
  const label = (field: string) => {
    const [name, of] = field.split('.');
    if (name === 'custom') return of ?? field;
    return of ? `${term('field', name)}: ${term('field', of)}` : term('field', field);
  };
  const choices = (finding: ColumnFinding | undefined, mapped: MappedColumn | undefined) => {
    const proposed = [mapped?.field, ...(finding?.options ?? []).map((option) => option.field)].filter(
      (field): field is string => Boolean(field),
    );
    const all = [...new Set([...proposed, ...fields.map((field) => field.name)])];
    return all.map((field) => ({ value: field, label: label(field) }));
  };
  const choose = (column: string, field: string | null) =>
    change(remap(mapping, column, field ? (fields.find((known) => known.name === field) ?? { name: field }) : null));
  return (
    <ScrollX>
      <table className="k-table">
        <thead>
          <tr>
            <th>{t('import.column')}</th>
            <th>{t('import.examples')}</th>
            <th style={{ minWidth: 220 }}>{t('import.fills')}</th>
            <th>{t('import.certainty')}</th>
          </tr>
        </thead>
        <tbody>
          {analysis.headers.map((header, at) => {
            const finding = analysis.columns[at];
            const mapped = mappedColumn(mapping, header);
            const examples = [...new Set(analysis.samples.map((row) => row[at]).filter(Boolean))].slice(0, 3);
            return (
              <tr key={`${at}${header}`}>
                <td>
                  <b>{header}</b>
                </td>
                <td className="k-dim" style={{ maxWidth: 320 }}>
                  <div className="k-ellipsis" title={examples.join('\n')}>
                    {examples.join(' · ')}
                  </div>
                </td>
                <td>
                  <Select
                    aria-label={t('import.field_for', { column: header })}
                    data={choices(finding, mapped)}
                    value={mapped?.field ?? null}
                    placeholder={t('import.leave_out')}
                    clearable
                    searchable
                    onChange={(field) => choose(header, field)}
                  />
                </td>
                <td>
                  <Certainty finding={finding} mapped={mapped} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollX>
  );
}
