/**
 * Possible opportunities against the customer's initiatives: how viable our offer is from left to right, how much it
 * matters to them as dots. Cards move by dragging, or with Alt and the arrow keys; the same rows stand below as a table.
 */
import { type KeyboardEvent, useState } from 'react';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ScrollX } from '@/ui/scroll-x';
import { useToast } from '@/ui/toast';
import { Dots, oneField, scaleField, useOptions } from './fields';
import { type RowOf, usePlan } from './plan-context';
import { RowTable } from './row-table';

type Possibility = RowOf<'possibilities'>;
const viabilities = [1, 2, 3, 4, 5];

/** Where an arrow leads: the next viability, or the initiative above or below. */
export function placeBeside(
  at: { viability: number | null; initiative_id: string | null },
  key: string,
  initiatives: (string | null)[],
): Partial<typeof at> | undefined {
  if (key === 'ArrowLeft' && at.viability && at.viability > 1) return { viability: at.viability - 1 };
  if (key === 'ArrowRight' && (at.viability ?? 0) < 5) return { viability: (at.viability ?? 0) + 1 };
  const step = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  const to = initiatives[initiatives.indexOf(at.initiative_id) + step];
  return step && to !== undefined ? { initiative_id: to } : undefined;
}

function Matrix() {
  const t = useT();
  const term = useTerm();
  const toast = useToast();
  const { plan, readOnly, change } = usePlan();
  const [over, setOver] = useState('');
  const loose = plan.possibilities.some((row) => !row.initiative_id);
  const rows: { id: string | null; name: string }[] = [
    ...plan.initiatives.map((initiative) => ({ id: initiative.id, name: initiative.name })),
    ...(loose || plan.initiatives.length === 0 ? [{ id: null, name: t('plan.no_initiative') }] : []),
  ];
  const place = (row: Possibility, body: Record<string, unknown>) =>
    change('possibilities', row, body).catch(toast.failed);
  const known = new Set<string | null>(rows.map((row) => row.id));
  const homeOf = (row: Possibility) => (known.has(row.initiative_id) ? row.initiative_id : null);
  const columns = plan.possibilities.some((row) => !row.viability) ? [null, ...viabilities] : viabilities;
  const onKey = (event: KeyboardEvent, row: Possibility) => {
    if (!event.altKey || readOnly) return;
    const to = placeBeside(
      { viability: row.viability, initiative_id: homeOf(row) },
      event.key,
      rows.map((one) => one.id),
    );
    if (!to) return;
    event.preventDefault();
    void place(row, to).then(() => document.getElementById(`cell-${row.id}`)?.focus());
  };
  return (
    <ScrollX>
      <table className="k-matrix">
        <caption>{t('plan.matrix_caption')}</caption>
        <thead>
          <tr>
            <th>{t('plan.initiative')}</th>
            {columns.map((viability) => (
              <th key={viability ?? 0} scope="col">
                {viability ? term('viability', String(viability)) : t('plan.not_judged')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((initiative) => (
            <tr key={initiative.id ?? ''}>
              <th scope="row">{initiative.name}</th>
              {columns.map((viability) => {
                const cell = `${initiative.id ?? ''}/${viability ?? ''}`;
                return (
                  <td
                    key={cell}
                    data-over={over === cell || undefined}
                    data-strong={(viability ?? 0) >= 4 || undefined}
                    onDragOver={(event) => {
                      event.preventDefault();
                      setOver(cell);
                    }}
                    onDragLeave={() => setOver('')}
                    onDrop={(event) => {
                      setOver('');
                      const id = event.dataTransfer.getData('text/kamino-possibility');
                      const row = plan.possibilities.find((candidate) => candidate.id === id);
                      if (row && !readOnly) void place(row, { viability, initiative_id: initiative.id });
                    }}
                  >
                    {plan.possibilities
                      .filter((row) => homeOf(row) === initiative.id && (row.viability ?? null) === viability)
                      .map((row) => (
                        <button
                          key={row.id}
                          id={`cell-${row.id}`}
                          type="button"
                          className="k-matrix-card"
                          draggable={!readOnly}
                          aria-description={readOnly ? undefined : t('plan.matrix_keys')}
                          onDragStart={(event) => event.dataTransfer.setData('text/kamino-possibility', row.id)}
                          onKeyDown={(event) => onKey(event, row)}
                          onClick={() =>
                            document
                              .querySelector<HTMLElement>(`#row-${row.id} button`)
                              ?.focus({ preventScroll: false })
                          }
                        >
                          {row.title}
                          <Dots value={row.priority} />
                        </button>
                      ))}
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

export function Possibilities() {
  const t = useT();
  const { plan } = usePlan();
  const options = useOptions();
  return (
    <>
      {plan.possibilities.length > 0 && <Matrix />}
      <RowTable
        list="possibilities"
        title={t('plan.possibilities')}
        empty={t('plan.no_possibilities')}
        addLabel={t('plan.add_possibility')}
        ask={['title', 'initiative_id', 'opportunity_id', 'priority', 'viability', 'reasoning']}
        fields={[
          { key: 'title', label: t('plan.possibility'), kind: 'text', required: true },
          oneField({ key: 'initiative_id', label: t('plan.initiative') }, options.initiatives),
          oneField({ key: 'opportunity_id', label: t('field.opportunity_id') }, options.opportunities),
          scaleField({ key: 'priority', label: t('plan.priority_theirs') }),
          scaleField({ key: 'viability', label: t('field.viability') }),
          { key: 'value', label: t('field.value'), kind: 'money', currency: plan.currency },
          { key: 'reasoning', label: t('field.reasoning'), kind: 'longtext' },
        ]}
      />
    </>
  );
}
