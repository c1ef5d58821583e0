/** Who moved from which class to which: the matrix, those who went up and down by name, and a field opened. */
import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ClassMove, ClassTransitions } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { ClassMark, MoneyText } from '@/ui/chips';
import { ScrollX } from '@/ui/scroll-x';
import { EmptyLine, Waiting } from '@/ui/states';
import { ClassMatrix, type Field, fieldKey } from './class-matrix';
import { useTransitions } from './queries';
import './selection.css';

function Way({ move }: { move: ClassMove }) {
  return (
    <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center', whiteSpace: 'nowrap' }}>
      <ClassMark value={move.from} /> → <ClassMark value={move.to} />
    </span>
  );
}

function Moved({ items }: { items: ClassMove[] }) {
  const t = useT();
  return (
    <table className="k-table">
      <thead>
        <tr>
          <th>{t('field.account')}</th>
          <th>{t('field.class')}</th>
          <th className="k-num">{t('selection.before')}</th>
          <th className="k-num">{t('selection.after')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((move) => (
          <tr key={move.account_id}>
            <td>
              <Link to={`/accounts/${move.account_id}`} className="k-link">
                {move.name}
              </Link>
              {move.by_person && <small className="k-dim"> {t('selection.set_by_hand')}</small>}
            </td>
            <td>
              <Way move={move} />
            </td>
            <td className="k-num">
              <MoneyText value={move.revenue_before} />
            </td>
            <td className="k-num">
              <MoneyText value={move.revenue} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Movers({ title, list }: { title: string; list: ClassTransitions['up'] }) {
  const t = useT();
  const format = useFormat();
  const shown = list.items.slice(0, 15);
  return (
    <div className="k-movers">
      <h3>
        {title} <span className="k-dim">{format.integer(list.accounts)}</span>
      </h3>
      {shown.length === 0 ? (
        <EmptyLine>{t('selection.nobody')}</EmptyLine>
      ) : (
        <ScrollX>
          <Moved items={shown} />
        </ScrollX>
      )}
      {list.accounts > shown.length && (
        <p className="k-dim">{t('selection.and_more', { count: list.accounts - shown.length })}</p>
      )}
    </div>
  );
}

export function Transitions({
  transitions,
  opened,
  open,
}: {
  transitions: ClassTransitions;
  opened: Field | null;
  open: (field: Field) => void;
}) {
  const t = useT();
  return (
    <>
      <p aria-live="polite">
        {t('selection.preview_moved', { count: transitions.changed, accounts: transitions.accounts })}
      </p>
      <ClassMatrix cells={transitions.cells} opened={opened} open={open} />
      <p className="k-dim">{t('selection.matrix_hint')}</p>
      <div className="k-columns">
        <Movers title={t('selection.went_up')} list={transitions.up} />
        <Movers title={t('selection.went_down')} list={transitions.down} />
      </div>
    </>
  );
}

function Chosen({ from, to, filter, field }: { from: string; to: string; filter: string; field: Field }) {
  const t = useT();
  const transitions = useTransitions(from, to, filter, fieldKey(field));
  return (
    <Waiting on={transitions} lines={8}>
      {() => {
        const chosen = transitions.data?.chosen;
        if (!chosen) return null;
        return (
          <>
            <ScrollX>
              <Moved items={chosen.items} />
            </ScrollX>
            {chosen.accounts > chosen.items.length && (
              <p className="k-dim">{t('selection.and_more', { count: chosen.accounts - chosen.items.length })}</p>
            )}
          </>
        );
      }}
    </Waiting>
  );
}

export function FieldDrawer({
  from,
  to,
  filter,
  field,
  close,
}: {
  from: string;
  to: string;
  filter: string;
  field: Field | null;
  close: () => void;
}) {
  const t = useT();
  return (
    <Drawer
      opened={field !== null}
      onClose={close}
      position="right"
      size="lg"
      title={
        field && t('selection.field_title', { from: field.from ?? t('class.none'), to: field.to ?? t('class.none') })
      }
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {field && <Chosen from={from} to={to} filter={filter} field={field} />}
    </Drawer>
  );
}
