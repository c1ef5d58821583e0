import { PeopleList } from '@/features/people/people-list';
import { useAccountId } from './use-account-id';

export default function PeopleTab() {
  return <PeopleList accountId={useAccountId()} />;
}
