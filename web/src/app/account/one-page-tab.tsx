import { ExecutiveView } from '@/features/documents/executive-view';
import { useAccountPlan } from '@/features/plans/queries';
import { useT } from '@/lib/i18n/i18n';
import { PageBody } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';
import { useAccountId } from './use-account-id';

export default function OnePageTab() {
  const t = useT();
  const { found } = useAccountPlan(useAccountId());
  return (
    <PageBody>
      <Waiting on={found}>
        {() => (found.data ? <ExecutiveView planId={found.data} /> : <EmptyLine>{t('documents.no_plan')}</EmptyLine>)}
      </Waiting>
    </PageBody>
  );
}
