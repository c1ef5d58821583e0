import { useT, useTerm } from '@/lib/i18n/i18n';
import type { FormField } from '@/ui/record-form';

const roles = ['decision_maker', 'approver', 'influencer', 'champion', 'buyer', 'user', 'gatekeeper', 'unknown'];

export function usePersonFields(accountId: string | null): { title: string; fields: FormField[] }[] {
  const t = useT();
  const term = useTerm();
  const choices = (family: string, values: string[]) => values.map((value) => ({ value, label: term(family, value) }));
  const here = accountId ? `account_id = "${accountId}"` : undefined;
  return [
    {
      title: t('people.who'),
      fields: [
        { key: 'first_name', label: t('field.first_name'), kind: 'text' },
        { key: 'last_name', label: t('field.last_name'), kind: 'text' },
        { key: 'title', label: t('field.title'), kind: 'text' },
        { key: 'department', label: t('field.department'), kind: 'text' },
        { key: 'reports_to_id', label: t('field.reports_to_id'), kind: 'ref', route: 'people', filter: here },
        { key: 'account_id', label: t('field.account_id'), kind: 'ref', route: 'accounts' },
      ],
    },
    {
      title: t('people.relationship'),
      fields: [
        {
          key: 'decision_role',
          label: t('field.decision_role'),
          kind: 'choice',
          choices: choices('decision_role', roles),
        },
        { key: 'influence', label: t('field.influence'), kind: 'number' },
        {
          key: 'stance',
          label: t('field.stance'),
          kind: 'choice',
          choices: choices('stance', ['promoter', 'neutral', 'detractor', 'unknown']),
        },
        {
          key: 'closeness',
          label: t('field.closeness'),
          kind: 'choice',
          choices: choices('closeness', ['green', 'amber', 'red', 'unknown']),
        },
        { key: 'likes', label: t('field.likes'), kind: 'text' },
        { key: 'interests', label: t('field.interests'), kind: 'text' },
        { key: 'notes', label: t('field.notes'), kind: 'longtext' },
      ],
    },
    {
      title: t('people.channels'),
      fields: [
        { key: 'email', label: t('field.email'), kind: 'email' },
        { key: 'phone', label: t('field.phone'), kind: 'text' },
        { key: 'mobile', label: t('field.mobile'), kind: 'text' },
        { key: 'city', label: t('field.city'), kind: 'text' },
        { key: 'country', label: t('field.country'), kind: 'text' },
        { key: 'language', label: t('field.language'), kind: 'text' },
        {
          key: 'consent',
          label: t('field.consent'),
          kind: 'choice',
          choices: choices('consent', ['given', 'refused', 'unknown']),
        },
        { key: 'tags', label: t('field.tags'), kind: 'tags' },
      ],
    },
  ];
}

export function useNewPersonFields(withAccount: boolean): FormField[] {
  const t = useT();
  const term = useTerm();
  return [
    ...(withAccount
      ? [
          {
            key: 'account_id',
            label: t('field.account_id'),
            kind: 'ref' as const,
            route: 'accounts' as const,
            required: true,
          },
        ]
      : []),
    { key: 'first_name', label: t('field.first_name'), kind: 'text' },
    { key: 'last_name', label: t('field.last_name'), kind: 'text', required: true },
    { key: 'title', label: t('field.title'), kind: 'text' },
    { key: 'email', label: t('field.email'), kind: 'email' },
    {
      key: 'decision_role',
      label: t('field.decision_role'),
      kind: 'choice',
      choices: roles.map((value) => ({ value, label: term('decision_role', value) })),
    },
  ];
}
