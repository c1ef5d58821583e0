/** The map in words: its fields with counts, every account with a box to mark it, and who is big, key, or neither. */
import { Checkbox, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { MapPoint, SelectionMap } from '@/api/types';
import { useFormat } from '@/lib/format';
import { type MessageKey, useT } from '@/lib/i18n/i18n';
import { ClassMark, MoneyText } from '@/ui/chips';
import { Section } from '@/ui/page';
import { EmptyLine } from '@/ui/states';
import type { Breaks } from './map-chart';

export type FieldName = SelectionMap['quadrants'][number]['name'];
export const fieldLabels: Record<FieldName, MessageKey> = {
  strategic: 'selection.field_strategic',
  develop: 'selection.field_develop',
  maintain: 'selection.field_maintain',
  light: 'selection.field_light',
};

export function fieldOf(point: MapPoint, breaks: Breaks): FieldName {
  const attractive = (point.attractiveness ?? 0) >= breaks.attractiveness;
  const strong = (point.position ?? 0) >= breaks.position;
  if (attractive) return strong ? 'strategic' : 'develop';
  return strong ? 'maintain' : 'light';
}

export function Fields({ map }: { map: SelectionMap }) {
  const t = useT();
  const format = useFormat();
  return (
    <table className="k-table k-table-cards k-table-top">
      <thead>
        <tr>
          <th>{t('selection.field')}</th>
          <th className="k-num">{t('field.accounts')}</th>
          <th className="k-num">{t('selection.key_accounts')}</th>
          <th className="k-num">{t('field.revenue_12m')}</th>
        </tr>
      </thead>
      <tbody>
        {map.quadrants.map((field) => (
          <tr key={field.name}>
            <td data-wide>
              <b>{t(fieldLabels[field.name])}</b>
              <div className="k-dim">{t(`selection.field_${field.name}_text`)}</div>
            </td>
            <td className="k-num" data-label={t('field.accounts')}>
              {format.integer(field.accounts)}
            </td>
            <td className="k-num" data-label={t('selection.key_accounts')}>
              {format.integer(field.key)}
            </td>
            <td className="k-num" data-label={t('field.revenue_12m')}>
              <MoneyText value={field.revenue_12m} />
            </td>
          </tr>
        ))}
        <tr>
          <td data-wide>
            <b>{t('selection.unplaced')}</b>
            <div className="k-dim">{t('selection.unplaced_text')}</div>
          </td>
          <td className="k-num" data-label={t('field.accounts')}>
            {format.integer(map.unplaced.count)}
          </td>
          <td />
          <td />
        </tr>
      </tbody>
    </table>
  );
}

export function Named({
  title,
  text,
  empty,
  list,
}: {
  title: string;
  text: string;
  empty: string;
  list: SelectionMap['unplaced'];
}) {
  const t = useT();
  const format = useFormat();
  const more = list.count - list.items.length;
  return (
    <Section title={`${title} (${format.integer(list.count)})`}>
      <p className="k-dim" style={{ marginBottom: 6 }}>
        {text}
      </p>
      {list.items.length === 0 ? (
        <EmptyLine>{empty}</EmptyLine>
      ) : (
        <table className="k-table">
          <thead>
            <tr>
              <th>{t('field.account')}</th>
              <th>{t('field.class')}</th>
              <th className="k-hide-phone">{t('field.owner')}</th>
              <th className="k-num">{t('field.revenue_12m')}</th>
            </tr>
          </thead>
          <tbody>
            {list.items.slice(0, 15).map((point) => (
              <tr key={point.account_id}>
                <td>
                  <Link to={`/accounts/${point.account_id}`} className="k-link">
                    {point.name}
                  </Link>
                </td>
                <td>
                  <ClassMark value={point.class || null} />
                </td>
                <td className="k-hide-phone">{point.owner_name || '–'}</td>
                <td className="k-num">
                  <MoneyText value={point.revenue_12m} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more + Math.max(0, list.items.length - 15) > 0 && (
        <p className="k-dim">{t('selection.and_more', { count: more + Math.max(0, list.items.length - 15) })}</p>
      )}
    </Section>
  );
}

const shownRows = 100;

/** The keyboard's way to what the loop does. */
export function MarkList({
  points,
  breaks,
  marked,
  mark,
}: {
  points: MapPoint[];
  breaks: Breaks;
  marked: ReadonlySet<string>;
  mark: (ids: string[], on: boolean) => void;
}) {
  const t = useT();
  const format = useFormat();
  const [field, setField] = useState<FieldName>('strategic');
  const inField = points.filter((point) => fieldOf(point, breaks) === field);
  const all = inField.length > 0 && inField.every((point) => marked.has(point.account_id));
  return (
    <>
      <Select
        aria-label={t('selection.field')}
        value={field}
        onChange={(name) => name && setField(name as FieldName)}
        allowDeselect={false}
        data={(Object.keys(fieldLabels) as FieldName[]).map((name) => ({ value: name, label: t(fieldLabels[name]) }))}
        w={240}
        mb={8}
      />
      <table className="k-table">
        <thead>
          <tr>
            <th style={{ width: 34 }}>
              <Checkbox
                size="xs"
                aria-label={t('selection.mark_all')}
                checked={all}
                disabled={inField.length === 0}
                indeterminate={!all && inField.some((point) => marked.has(point.account_id))}
                onChange={() =>
                  mark(
                    inField.map((point) => point.account_id),
                    !all,
                  )
                }
              />
            </th>
            <th>{t('field.account')}</th>
            <th>{t('field.class')}</th>
            <th className="k-num">{t('field.revenue_12m')}</th>
            <th className="k-num">{t('selection.attractiveness')}</th>
            <th className="k-num">{t('selection.position')}</th>
          </tr>
        </thead>
        <tbody>
          {inField.slice(0, shownRows).map((point) => (
            <tr key={point.account_id}>
              <td>
                <Checkbox
                  size="xs"
                  aria-label={t('selection.mark_one', { name: point.name })}
                  checked={marked.has(point.account_id)}
                  onChange={(event) => mark([point.account_id], event.currentTarget.checked)}
                />
              </td>
              <td>
                <Link to={`/accounts/${point.account_id}`} className="k-link">
                  {point.name}
                </Link>
              </td>
              <td>
                <ClassMark value={point.class || null} />
              </td>
              <td className="k-num">
                <MoneyText value={point.revenue_12m} />
              </td>
              <td className="k-num">{format.integer(point.attractiveness ?? 0)}</td>
              <td className="k-num">{format.integer(point.position ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {inField.length === 0 && <EmptyLine>{t('selection.field_empty')}</EmptyLine>}
      {inField.length > shownRows && (
        <p className="k-dim">{t('selection.and_more', { count: inField.length - shownRows })}</p>
      )}
    </>
  );
}
