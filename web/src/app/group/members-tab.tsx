import { useItem } from '@/api/queries';
import { Members } from '@/features/portfolio/members';
import { quote } from '@/lib/filter';
import { useT } from '@/lib/i18n/i18n';
import { useGroupId } from './group-page';

export default function MembersTab() {
  const t = useT();
  const id = useGroupId();
  const group = useItem('groups', id);
  return (
    <Members
      label={group.data?.name ?? ''}
      filter={`group = ${quote(id)}`}
      none={t('group.no_members')}
      about={group.data?.description}
    />
  );
}
