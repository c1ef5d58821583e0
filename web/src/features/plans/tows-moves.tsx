/** TOWS: what we are, paired with what comes, becomes a move; each of the four pairings in its cell. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { EditableValue } from '@/ui/editable';
import { type FormField, RecordForm } from '@/ui/record-form';
import { oneField, useOptions } from './fields';
import { type RowOf, usePlan } from './plan-context';
import { RowMore } from './row-table';

const pairings = ['so', 'wo', 'st', 'wt'] as const;
const inside = { so: 'strength', wo: 'weakness', st: 'strength', wt: 'weakness' } as const;
const outside = { so: 'opportunity', wo: 'opportunity', st: 'threat', wt: 'threat' } as const;

function Move({ move, objective }: { move: RowOf<'tows_moves'>; objective: FormField }) {
  const t = useT();
  const { plan, change, readOnly } = usePlan();
  const textOf = (id: string) => plan.swot_items.find((item) => item.id === id)?.text ?? t('plan.removed_entry');
  const text: FormField = { key: 'text', label: t('plan.move'), kind: 'longtext', required: true };
  return (
    <li id={`row-${move.id}`}>
      <small className="k-dim">
        {textOf(move.first_id)} × {textOf(move.second_id)}
      </small>
      {[text, objective].map((field) => (
        <EditableValue
          key={field.key}
          field={field}
          value={move[field.key as 'text']}
          save={(body) => change('tows_moves', move, body)}
          readOnly={readOnly}
        />
      ))}
      <RowMore list="tows_moves" row={move} />
    </li>
  );
}

export function TowsMoves() {
  const t = useT();
  const term = useTerm();
  const { plan, readOnly, add } = usePlan();
  const { objectives } = useOptions();
  const [adding, setAdding] = useState<(typeof pairings)[number] | null>(null);
  const objective = oneField({ key: 'objective_id', label: t('field.objective_id') }, objectives);
  const entries = (kind: string) =>
    plan.swot_items.filter((item) => item.kind === kind).map((item) => ({ value: item.id, label: item.text }));
  return (
    <section className="k-subsection" aria-label={t('plan.tows')}>
      <h3>{t('plan.tows')}</h3>
      <div className="k-swot k-tows">
        {pairings.map((pair) => {
          const possible = entries(inside[pair]).length > 0 && entries(outside[pair]).length > 0;
          return (
            <section key={pair} aria-label={term('tows', pair)}>
              <h4>{term('tows', pair)}</h4>
              <ul>
                {plan.tows_moves
                  .filter((move) => move.kind === pair)
                  .map((move) => (
                    <Move key={move.id} move={move} objective={objective} />
                  ))}
              </ul>
              {!readOnly && possible && (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  className="k-no-print"
                  leftSection={<IconPlus size={13} />}
                  onClick={() => setAdding(pair)}
                >
                  {t('plan.add_move')}
                </Button>
              )}
              {!possible && <p className="k-empty-small">{t('plan.tows_needs_both')}</p>}
            </section>
          );
        })}
      </div>
      <RecordForm
        opened={adding !== null}
        close={() => setAdding(null)}
        title={adding ? term('tows', adding) : ''}
        fields={
          adding
            ? [
                {
                  ...oneField({ key: 'first_id', label: term('swot', inside[adding]) }, entries(inside[adding])),
                  required: true,
                },
                {
                  ...oneField({ key: 'second_id', label: term('swot', outside[adding]) }, entries(outside[adding])),
                  required: true,
                },
                { key: 'text', label: t('plan.move'), kind: 'longtext', required: true },
                objective,
              ]
            : []
        }
        save={(values) => add('tows_moves', values)}
      />
    </section>
  );
}
