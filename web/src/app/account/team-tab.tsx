import { useList, useNames } from '@/api/queries';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ToneChip } from '@/ui/chips';
import { PageBody } from '@/ui/page';
import { SubList } from '@/ui/sub-list';
import { useAccountId } from './use-account-id';

const sixRoles = [
  'technical_expert',
  'relationship_lead',
  'collaborator',
  'project_manager',
  'innovator',
  'results_driver',
];
const roles = [...sixRoles, 'executive_sponsor', 'member'];

export default function TeamTab() {
  const t = useT();
  const term = useTerm();
  const id = useAccountId();
  const filter = `account_id = "${id}"`;
  const team = useList('account-team', { filter, limit: 200 });
  const names = useNames('users', team.data?.items.map((member) => member.user_id) ?? []);
  const covered = new Set(team.data?.items.map((member) => member.role));
  return (
    <PageBody narrow>
      <SubList
        route="account-team"
        title={t('account.team')}
        filter={filter}
        sort="created_at"
        owner={{ account_id: id }}
        addLabel={t('team.add')}
        empty={t('team.empty')}
        fields={[
          { key: 'user_id', label: t('field.user_id'), kind: 'ref', route: 'users', required: true },
          {
            key: 'role',
            label: t('field.role'),
            kind: 'choice',
            required: true,
            choices: roles.map((value) => ({ value, label: term('role', value) })),
          },
        ]}
        head={[t('field.user_id'), t('field.role')]}
        cells={(member) => [<b key="name">{names?.get(member.user_id) ?? '…'}</b>, term('role', member.role)]}
      />
      <section className="k-section">
        <header>
          <h2>{t('team.six_roles')}</h2>
        </header>
        <ul className="k-list">
          {sixRoles.map((role) => (
            <li key={role}>
              <span>{term('role', role)}</span>
              {covered.has(role as never) ? (
                <ToneChip tone="good">{t('team.covered')}</ToneChip>
              ) : (
                <ToneChip tone="warn">{t('team.not_covered')}</ToneChip>
              )}
            </li>
          ))}
        </ul>
      </section>
    </PageBody>
  );
}
