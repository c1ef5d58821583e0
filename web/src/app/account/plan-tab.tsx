import { PlanView } from '@/features/plans/plan-view';
import { useAccountPlan } from '@/features/plans/queries';
import { useT } from '@/lib/i18n/i18n';
import { PageBody } from '@/ui/page';
import { Waiting } from '@/ui/states';
import { StartPlan } from './start-plan';
import { useAccountId } from './use-account-id';

export default function PlanTab() {
  const t = useT();
  const id = useAccountId();
  const { found, plan } = useAccountPlan(id);
  return (
    <PageBody>
      <Waiting on={found}>
        {() =>
          found.data === null ? (
            <>
              <StartPlan accountId={id} />
              <p className="k-dim">{t('plan.what')}</p>
            </>
          ) : (
            <Waiting on={plan}>{() => plan.data && <PlanView plan={plan.data} />}</Waiting>
          )
        }
      </Waiting>
    </PageBody>
  );
}
