import { type MessageKey, useT, useTerm } from '@/lib/i18n/i18n';
import type { FormField } from '@/ui/record-form';

export interface FieldGroup {
  title: string;
  fields: FormField[];
}

/** The profile in groups, in the order in which people ask. */
export function useProfileFields(currency: string): FieldGroup[] {
  const t = useT();
  const term = useTerm();
  const label = (key: string) => t(`field.${key}` as MessageKey);
  const text = (key: string): FormField => ({ key, label: label(key), kind: 'text' });
  return [
    {
      title: t('profile.company'),
      fields: [
        text('name'),
        text('legal_name'),
        {
          key: 'status',
          label: label('status'),
          kind: 'choice',
          choices: ['prospect', 'customer', 'former'].map((value) => ({ value, label: term('status', value) })),
        },
        text('industry'),
        { key: 'employees', label: label('employees'), kind: 'number' },
        { key: 'annual_revenue', label: label('annual_revenue'), kind: 'money', currency },
        { key: 'year_founded', label: label('year_founded'), kind: 'number' },
        text('tax_id'),
        { key: 'description', label: label('description'), kind: 'longtext' },
      ],
    },
    {
      title: t('profile.reach'),
      fields: [
        text('website'),
        text('phone'),
        text('street'),
        text('postal_code'),
        text('city'),
        text('region'),
        text('country'),
      ],
    },
    {
      title: t('profile.ours'),
      fields: [
        { key: 'owner_id', label: label('owner_id'), kind: 'ref', route: 'users' },
        { key: 'parent_id', label: label('parent_id'), kind: 'ref', route: 'accounts' },
        { key: 'tags', label: label('tags'), kind: 'tags' },
        text('external_id'),
        text('source'),
      ],
    },
  ];
}
