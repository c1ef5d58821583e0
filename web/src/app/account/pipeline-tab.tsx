import { OpportunitiesView } from '@/features/pipeline/opportunities-view';
import { useAccountId } from './use-account-id';

export default function PipelineTab() {
  return <OpportunitiesView accountId={useAccountId()} />;
}
