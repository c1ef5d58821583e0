/** Rows of a plan, edited where they stand: each cell becomes its own field; on a telephone rows become cards. */
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useT } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { EditableValue } from '@/ui/editable';
import { type FormField, RecordForm } from '@/ui/record-form';
import { ScrollX } from '@/ui/scroll-x';
import { useToast } from '@/ui/toast';
import { DiscussButton } from '@/ui/together-context';
import { type Audience, AudienceMenu } from './audience-menu';
import { type Body, entityOf, type ListName, type Row, routes, usePlan } from './plan-context';
import { isWaiting } from './waiting-rows';

interface Props {
  list: ListName;
  title: string;
  fields: FormField[];
  /** The fields of the form that adds; the others are filled in afterwards. */
  ask: string[];
  initial?: Body;
  addLabel: string;
  empty: string;
  rows?: (Row & Body)[];
  /** What a change of a row, or a new one, is for the server; rows that are not flat. */
  wrap?: (row: (Row & Body) | null, body: Body) => Body;
  /** Something before the fields of a row: a tick to set. */
  lead?: (row: Row & Body) => ReactNode;
  /** Something under the first field: why it is still a draft. */
  note?: (row: Row & Body) => ReactNode;
  /** The widest circle that its rows may be shown to. */
  widest?: Audience;
}

export function RowTable({
  list,
  title,
  fields,
  ask,
  initial,
  addLabel,
  empty,
  rows,
  wrap,
  lead,
  note,
  widest,
}: Props) {
  const t = useT();
  const { plan, readOnly, add } = usePlan();
  const [adding, setAdding] = useState(false);
  const shown = rows ?? (plan[list] as unknown as (Row & Body)[]);
  return (
    <div className="k-rows">
      {shown.length === 0 ? (
        <p className="k-empty-small">{empty}</p>
      ) : (
        <ScrollX>
          <table className="k-table k-row-table">
            <caption className="k-visually-hidden">{title}</caption>
            <thead>
              <tr>
                {lead && (
                  <th>
                    <span className="k-visually-hidden">{t('plan.done')}</span>
                  </th>
                )}
                {fields.map((field) => (
                  <th key={field.key}>{field.label}</th>
                ))}
                <th>
                  <span className="k-visually-hidden">{t('plan.row_more')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <TableRow
                  key={row.id}
                  list={list}
                  row={row}
                  fields={fields}
                  wrap={wrap}
                  lead={lead}
                  note={note}
                  widest={widest}
                />
              ))}
            </tbody>
          </table>
        </ScrollX>
      )}
      {!readOnly && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          className="k-no-print"
          onClick={() => setAdding(true)}
        >
          {addLabel}
        </Button>
      )}
      <RecordForm
        opened={adding}
        close={() => setAdding(false)}
        title={addLabel}
        fields={fields.filter((field) => ask.includes(field.key))}
        initial={initial}
        save={(values) => add(list, wrap ? wrap(null, values) : { ...initial, ...values })}
      />
    </div>
  );
}

function TableRow({
  list,
  row,
  fields,
  wrap,
  lead,
  note,
  widest,
}: Pick<Props, 'list' | 'fields' | 'wrap' | 'lead' | 'note' | 'widest'> & { row: Row & Body }) {
  const { change, readOnly } = usePlan();
  return (
    <tr id={`row-${row.id}`}>
      {lead && <td className="k-row-lead">{lead(row)}</td>}
      {fields.map((field, at) => (
        <td key={field.key} data-label={field.label} data-kind={field.kind}>
          <EditableValue
            field={field}
            value={row[field.key]}
            save={(body, seen) => (wrap ? change(list, row, wrap(row, body)) : change(list, row, body, seen))}
            readOnly={readOnly}
            of={{ route: routes[list], record: row.id }}
          />
          {at === 0 && note?.(row)}
        </td>
      ))}
      <td className="k-row-more">
        <RowMore list={list} row={row} fields={fields} widest={widest} />
      </td>
    </tr>
  );
}

const titleOf = (row: Row & Body) =>
  String(row.title ?? row.name ?? row.text ?? row.offer ?? row.key ?? '').slice(0, 120);

/** What every row has: who may read it, and its removal, which a toast takes back. */
export function RowMore({
  list,
  row,
  fields,
  widest,
}: Pick<Props, 'list' | 'widest'> & { row: Row & Body; fields?: FormField[] }) {
  const t = useT();
  const toast = useToast();
  const { change, drop, readOnly } = usePlan();
  if (isWaiting(row))
    return (
      <span className="k-row-actions k-no-print">
        <PlainChip>{t('unsent.here')}</PlainChip>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('unsent.discard')}
          title={t('unsent.discard')}
          onClick={() => void drop(list, row)}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </span>
    );
  return (
    <span className="k-row-actions k-no-print">
      <DiscussButton
        anchor={{
          entity: entityOf(list),
          id: row.id,
          title: titleOf(row),
          fields: fields?.map((field) => ({ value: field.key, label: field.label })),
        }}
      />
      <AudienceMenu
        value={row.audience as Audience}
        readOnly={readOnly}
        widest={widest}
        change={(audience) => void change(list, row, { audience }).catch(toast.failed)}
      />
      {!readOnly && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('action.delete')}
          title={t('action.delete')}
          onClick={() => void drop(list, row)}
        >
          <IconTrash size={14} />
        </ActionIcon>
      )}
    </span>
  );
}
