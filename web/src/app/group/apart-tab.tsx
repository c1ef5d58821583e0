import { Characterisation } from '@/features/groups/characterisation';
import { PageBody } from '@/ui/page';
import { useGroupId } from './group-page';

export default function ApartTab() {
  return (
    <PageBody>
      <Characterisation groupId={useGroupId()} />
    </PageBody>
  );
}
