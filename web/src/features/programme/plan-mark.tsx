/** What stands of an account's plan: how full it is, that it has ended, or that there is none. */
import { useT } from '@/lib/i18n/i18n';
import { Meter, ToneChip } from '@/ui/chips';

export interface PlanOf {
  plan_id?: string | null;
  plan_status?: string;
  plan_completeness?: number;
}

/** A plan that has ended is none: the list, the coverage and the roll-out count alike. */
export const hasPlan = (of: PlanOf | null | undefined): boolean => Boolean(of?.plan_id) && of?.plan_status !== 'closed';

export function PlanMark({ of }: { of: PlanOf | null | undefined }) {
  const t = useT();
  if (hasPlan(of)) return <Meter value={of?.plan_completeness ?? 0} label={t('programme.plan')} />;
  return <ToneChip tone="mute">{t(of?.plan_id ? 'programme.plan_ended' : 'programme.no_plan')}</ToneChip>;
}
