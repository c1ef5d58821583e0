import { useItem } from '@/api/queries';
import { RuleTab } from '@/features/groups/rule-tab';
import { PageBody } from '@/ui/page';
import { useGroupId } from './group-page';

export default function GroupRuleTab() {
  const group = useItem('groups', useGroupId());
  return <PageBody>{group.data && <RuleTab key={group.data.id} group={group.data} />}</PageBody>;
}
