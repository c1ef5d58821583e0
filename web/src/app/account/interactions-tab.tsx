import { useSession } from '@/api/session';
import { InteractionList } from '@/features/interactions/interaction-list';
import { PageBody } from '@/ui/page';
import { useAccountId } from './use-account-id';

export default function InteractionsTab() {
  const { user } = useSession();
  return (
    <PageBody>
      <InteractionList accountId={useAccountId()} userId={user.id} />
    </PageBody>
  );
}
