/** Whom a model judges: what is told about an account, and groups. */
import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useList } from '@/api/queries';
import { type Condition, conditionsOf, filterText } from '@/lib/filter';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { useCustomFieldList, useCustomFilterFields } from '@/ui/custom-fields';
import { FilterBuilder, type FilterField } from '@/ui/filter-builder';

export function useJudgedFields(): FilterField[] {
  const t = useT();
  const term = useTerm();
  const users = useList('users', { sort: 'name', limit: 200, fields: 'id,name' }).data?.items;
  const groups = useList('groups', { sort: 'name', limit: 500, fields: 'id,name' }).data?.items;
  const custom = useCustomFilterFields('account');
  return useMemo(
    () => [
      { key: 'country', label: t('field.country'), kind: 'text' },
      { key: 'region', label: t('field.region'), kind: 'text' },
      { key: 'city', label: t('field.city'), kind: 'text' },
      { key: 'industry', label: t('field.industry'), kind: 'text' },
      {
        key: 'status',
        label: t('field.status'),
        kind: 'choice',
        choices: ['prospect', 'customer', 'former'].map((value) => ({ value, label: term('status', value) })),
      },
      {
        key: 'owner_id',
        label: t('field.owner'),
        kind: 'choice',
        choices: (users ?? []).map((user) => ({ value: user.id, label: user.name })),
      },
      {
        key: 'group',
        label: t('entity.account_group'),
        kind: 'choice',
        choices: (groups ?? []).map((group) => ({ value: group.id, label: group.name })),
        always: true,
      },
      { key: 'tags', label: t('field.tags'), kind: 'text' },
      { key: 'employees', label: t('field.employees'), kind: 'number' },
      ...custom,
    ],
    [t, term, users, groups, custom],
  );
}

/** The workspace's own fields that the filter names and that are no more: accounts keep what they said in them. */
function useGoneFields(filter: string): string[] {
  const fields = useCustomFieldList('account');
  if (!fields) return [];
  const named = filter.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/\bcustom\.\w+/g) ?? [];
  return [...new Set(named)].filter((name) => !fields.some((field) => `custom.${field.name}` === name));
}

/** Rows where the filter can be said in rows; the text itself where it says more than they can. */
export function JudgedFilter({
  filter,
  fixed,
  change,
}: {
  filter: string;
  fixed: boolean;
  change: (filter: string) => void;
}) {
  const t = useT();
  const fields = useJudgedFields();
  const [rows, setRows] = useState<Condition[] | null>(() => conditionsOf(filter));
  const gone = useGoneFields(filter);
  const known = rows?.every(
    (row) => row.field.startsWith('custom.') || fields.some((field) => field.key === row.field),
  );
  if (fixed || !rows || !known)
    return (
      <TextInput
        label={t('selection.judges')}
        value={filter}
        disabled={fixed}
        error={gone.length ? t('selection.filter_gone', { fields: gone.join(', ') }) : undefined}
        onChange={(event) => change(event.currentTarget.value)}
        style={{ flex: 1, minWidth: 240 }}
      />
    );
  return (
    <div>
      <div style={{ marginBottom: 4, fontWeight: 500 }}>{t('selection.judges')}</div>
      <FilterBuilder
        fields={fields}
        value={rows}
        onChange={(next) => {
          setRows(next);
          change(filterText(next));
        }}
      />
      {gone.length > 0 && (
        <p className="k-bad-text" role="status" style={{ marginTop: 4 }}>
          {t('selection.filter_gone', { fields: gone.join(', ') })}
        </p>
      )}
    </div>
  );
}
