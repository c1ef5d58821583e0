import { useAccountPlan } from '@/features/plans/queries';
import { RevisionsView } from '@/features/revisions/revisions-view';
import { useT } from '@/lib/i18n/i18n';
import { PageBody } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';
import { useAccountId } from './use-account-id';

export default function RevisionsTab() {
  const t = useT();
  const { found, plan } = useAccountPlan(useAccountId());
  return (
    <PageBody>
      <Waiting on={found}>
        {() =>
          found.data === null ? (
            <EmptyLine>{t('revisions.no_plan')}</EmptyLine>
          ) : (
            <Waiting on={plan}>
              {() =>
                plan.data && (
                  <RevisionsView
                    plan={{ id: plan.data.id, status: plan.data.status }}
                    sections={new Map(plan.data.sections.map((section) => [section.key ?? '', section.title]))}
                  />
                )
              }
            </Waiting>
          )
        }
      </Waiting>
    </PageBody>
  );
}
