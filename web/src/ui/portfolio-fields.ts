/** What lists of accounts can be filtered by, in rows. */
import { useMemo } from 'react';
import { useList } from '@/api/queries';
import { useT, useTerm } from '@/lib/i18n/i18n';
import type { FilterField } from '@/ui/filter-builder';
import { useCustomFilterFields } from './custom-fields';

export function usePortfolioFields(): FilterField[] {
  const t = useT();
  const term = useTerm();
  const users = useList('users', { sort: 'name', limit: 200, fields: 'id,name' }).data?.items;
  const groups = useList('groups', { sort: 'name', limit: 500, fields: 'id,name' }).data?.items;
  const custom = useCustomFilterFields('account');
  return useMemo(
    (): FilterField[] => [
      { key: 'name', label: t('field.name'), kind: 'text' },
      {
        key: 'class',
        label: t('field.class'),
        kind: 'choice',
        choices: ['A', 'B', 'C', 'D', 'E'].map((value) => ({ value, label: value })),
      },
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
        key: 'key_state',
        label: t('field.key_state'),
        kind: 'choice',
        choices: ['active', 'probation', 'prospect'].map((value) => ({ value, label: term('key_state', value) })),
      },
      {
        key: 'group',
        label: t('entity.account_group'),
        kind: 'choice',
        choices: (groups ?? []).map((group) => ({ value: group.id, label: group.name })),
        always: true,
      },
      { key: 'industry', label: t('field.industry'), kind: 'text' },
      { key: 'tags', label: t('field.tags'), kind: 'text' },
      { key: 'city', label: t('field.city'), kind: 'text' },
      { key: 'country', label: t('field.country'), kind: 'text' },
      { key: 'revenue_12m', label: t('field.revenue_12m'), kind: 'number' },
      { key: 'growth', label: t('field.growth'), kind: 'number' },
      { key: 'potential', label: t('field.potential'), kind: 'number' },
      { key: 'open_pipeline', label: t('field.open_pipeline'), kind: 'number' },
      { key: 'score', label: t('field.score'), kind: 'number' },
      {
        key: 'plan_status',
        label: t('field.plan_status'),
        kind: 'choice',
        choices: ['draft', 'active', 'closed'].map((value) => ({ value, label: term('plan_status', value) })),
      },
      { key: 'last_purchase_on', label: t('field.last_purchase_on'), kind: 'date' },
      { key: 'last_interaction_at', label: t('field.last_interaction_at'), kind: 'date' },
      ...custom,
    ],
    [t, term, users, groups, custom],
  );
}
