import { DocumentButton } from '@/features/documents/document-dialog';
import { goTo } from '@/features/plans/health';
import { PlanView } from '@/features/plans/plan-view';
import { useAccountPlan } from '@/features/plans/queries';
import { PlanTogether } from '@/features/together/plan-together';
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
            <Waiting on={plan}>
              {() =>
                plan.data && (
                  <PlanTogether key={plan.data.id} plan={plan.data} goTo={goTo}>
                    {(aside) =>
                      plan.data && (
                        <PlanView plan={plan.data} aside={aside} actions={<DocumentButton planId={plan.data.id} />} />
                      )
                    }
                  </PlanTogether>
                )
              }
            </Waiting>
          )
        }
      </Waiting>
    </PageBody>
  );
}
