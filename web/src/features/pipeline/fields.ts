import { useMemo } from 'react';
import { useList } from '@/api/queries';
import { useCurrency } from '@/api/session';
import type { OpportunityStage } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import type { FormField } from '@/ui/record-form';

export function useStages(): OpportunityStage[] {
  const { data } = useList('opportunity-stages', { sort: 'position', limit: 100 });
  return useMemo(() => data?.items ?? [], [data]);
}

export function useOpportunityFields(stages: OpportunityStage[]): { title: string; fields: FormField[] }[] {
  const t = useT();
  const currency = useCurrency();
  return [
    {
      title: t('opportunity.deal'),
      fields: [
        { key: 'name', label: t('field.name'), kind: 'text', required: true },
        { key: 'account_id', label: t('field.account_id'), kind: 'ref', route: 'accounts', required: true },
        {
          key: 'stage',
          label: t('field.stage'),
          kind: 'choice',
          required: true,
          choices: stages.map((stage) => ({ value: stage.key, label: stage.name })),
        },
        { key: 'amount', label: t('field.amount'), kind: 'money', currency },
        { key: 'probability', label: t('field.probability'), kind: 'number' },
        { key: 'close_on', label: t('field.close_on'), kind: 'date' },
        { key: 'owner_id', label: t('field.owner_id'), kind: 'ref', route: 'users' },
        { key: 'product_id', label: t('field.product_id'), kind: 'ref', route: 'products' },
      ],
    },
    {
      title: t('opportunity.way'),
      fields: [
        { key: 'next_step', label: t('field.next_step'), kind: 'longtext' },
        { key: 'initiative', label: t('field.initiative'), kind: 'text' },
        { key: 'competitors', label: t('field.competitors'), kind: 'tags' },
        { key: 'opened_on', label: t('field.opened_on'), kind: 'date' },
        { key: 'lost_reason', label: t('field.lost_reason'), kind: 'text' },
      ],
    },
  ];
}
