/**
 * The SWOT as a board of four quarters. Cards move by dragging, or with Alt and the arrow keys when they have the
 * focus; a card opens into its weight, evidence, date, objectives and actions, and pairs with another into a move.
 */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconChecklist, IconPlus, IconTarget } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { EditableValue } from '@/ui/editable';
import { type FormField, RecordForm } from '@/ui/record-form';
import { useToast } from '@/ui/toast';
import { Dots, manyField, scaleField, useOptions } from './fields';
import { type RowOf, routes, usePlan } from './plan-context';
import { RowMore } from './row-table';
import { TowsMoves } from './tows-moves';
import { isWaiting } from './waiting-rows';

export type SwotItem = RowOf<'swot_items'>;
export type SwotKind = SwotItem['kind'];
/** As they stand on the board: inside above, outside below; helpful left, harmful right. */
const quarters: SwotKind[] = ['strength', 'weakness', 'opportunity', 'threat'];
const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -2, ArrowDown: 2 };

/** What an entry calls for: set once it stands on the board. */
const links = ['objective_ids', 'task_ids'];

/** Where an arrow leads on the two by two board; undefined at its edges. */
export function quarterBeside(kind: SwotKind, key: string): SwotKind | undefined {
  const at = quarters.indexOf(kind);
  const sideways = key === 'ArrowLeft' ? at % 2 === 1 : key === 'ArrowRight' ? at % 2 === 0 : true;
  return sideways ? quarters[at + (steps[key] ?? 9)] : undefined;
}

function useSwotFields(): FormField[] {
  const t = useT();
  const options = useOptions();
  return [
    { key: 'text', label: t('field.text'), kind: 'longtext', required: true },
    scaleField({ key: 'weight', label: t('field.weight') }),
    { key: 'evidence', label: t('field.evidence'), kind: 'longtext' },
    { key: 'dated_on', label: t('field.dated_on'), kind: 'date' },
    manyField({ key: 'objective_ids', label: t('field.objective_ids') }, options.objectives),
    manyField({ key: 'task_ids', label: t('field.task_ids') }, options.tasks),
  ];
}

interface CardProps {
  item: SwotItem;
  fields: FormField[];
  open: boolean;
  toggle: () => void;
  move: (to: SwotKind) => Promise<void>;
}

function Card({ item, fields, open, toggle, move }: CardProps) {
  const t = useT();
  const { readOnly, change } = usePlan();
  const onKey = (event: KeyboardEvent) => {
    if (!event.altKey || readOnly) return;
    const to = quarterBeside(item.kind, event.key);
    if (!to) return;
    event.preventDefault();
    void move(to).then(() => document.querySelector<HTMLElement>(`#row-${item.id} > button`)?.focus());
  };
  return (
    <li
      className="k-swot-card"
      id={`row-${item.id}`}
      draggable={!readOnly && !open}
      onDragStart={(event) => event.dataTransfer.setData('text/kamino-swot', item.id)}
    >
      <button
        type="button"
        className="k-swot-title"
        aria-expanded={open}
        aria-description={readOnly ? undefined : t('plan.swot_keys')}
        onKeyDown={onKey}
        onClick={toggle}
      >
        <span>{item.text}</span>
        <span className="k-swot-marks">
          {isWaiting(item) && <PlainChip>{t('unsent.here')}</PlainChip>}
          {!item.evidence && (
            <IconAlertTriangle size={13} role="img" aria-label={t('plan.no_evidence')} className="k-warn-text">
              <title>{t('plan.no_evidence')}</title>
            </IconAlertTriangle>
          )}
          {item.objective_ids.length > 0 && (
            <IconTarget size={13} role="img" aria-label={t('plan.linked_objective')}>
              <title>{t('plan.linked_objective')}</title>
            </IconTarget>
          )}
          {item.task_ids.length > 0 && (
            <IconChecklist size={13} role="img" aria-label={t('plan.linked_task')}>
              <title>{t('plan.linked_task')}</title>
            </IconChecklist>
          )}
          <Dots value={item.weight} />
        </span>
      </button>
      {open && (
        <div className="k-swot-open">
          <dl>
            {fields.map((field) => (
              <div key={field.key}>
                <dt>{field.label}</dt>
                <dd>
                  <EditableValue
                    field={field}
                    value={item[field.key as keyof SwotItem]}
                    save={(body, seen) => change('swot_items', item, body, seen)}
                    readOnly={readOnly}
                    of={{ route: routes.swot_items, record: item.id }}
                  />
                </dd>
              </div>
            ))}
          </dl>
          <RowMore list="swot_items" row={item} fields={fields} />
        </div>
      )}
    </li>
  );
}

export function SwotBoard() {
  const term = useTerm();
  const toast = useToast();
  const { plan, readOnly, change, add } = usePlan();
  const fields = useSwotFields();
  const [over, setOver] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState<SwotKind | null>(null);
  const move = async (item: SwotItem, to: SwotKind) => {
    await change('swot_items', item, { kind: to }).catch(toast.failed);
  };
  return (
    <>
      <div className="k-swot">
        {quarters.map((kind) => {
          const items = plan.swot_items
            .filter((item) => item.kind === kind)
            .sort((a, b) => (b.weight ?? 3) - (a.weight ?? 3));
          return (
            <section
              key={kind}
              aria-label={term('swot_many', kind)}
              data-kind={kind}
              data-over={over === kind || undefined}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(kind);
              }}
              onDragLeave={() => setOver('')}
              onDrop={(event) => {
                setOver('');
                const id = event.dataTransfer.getData('text/kamino-swot');
                const item = plan.swot_items.find((candidate) => candidate.id === id);
                if (item && !readOnly && item.kind !== kind) void move(item, kind);
              }}
            >
              <h3>{term('swot_many', kind)}</h3>
              {items.length === 0 && <p className="k-empty-small">{term('swot_hint', kind)}</p>}
              <ul>
                {items.map((item) => (
                  <Card
                    key={item.id}
                    item={item}
                    fields={fields}
                    open={open === item.id}
                    toggle={() => setOpen(open === item.id ? null : item.id)}
                    move={(to) => move(item, to)}
                  />
                ))}
              </ul>
              {!readOnly && (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  className="k-no-print"
                  leftSection={<IconPlus size={13} />}
                  onClick={() => setAdding(kind)}
                >
                  {term('swot_add', kind)}
                </Button>
              )}
            </section>
          );
        })}
      </div>
      <RecordForm
        opened={adding !== null}
        close={() => setAdding(null)}
        title={adding ? term('swot_add', adding) : ''}
        fields={fields.filter((field) => !links.includes(field.key))}
        initial={{ weight: 3 }}
        save={(values) => add('swot_items', { kind: adding, ...values })}
      />
      {plan.swot_items.length > 1 && <TowsMoves />}
    </>
  );
}
