/** The workspace of one account: a header that stays and tabs that are places of their own. */
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useNames } from '@/api/queries';
import { useAccount, usePortfolioRow } from '@/features/accounts/queries';
import { ClassMenu } from '@/features/portfolio/class-menu';
import { KeyChip } from '@/features/programme/key-chip';
import { AccountComments } from '@/features/together/account-comments';
import { type MessageKey, useT, useTerm } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { Page, PageBody } from '@/ui/page';
import { FaultBox, SkeletonLines } from '@/ui/states';
import { TabStrip } from '@/ui/tab-strip';
import { useAccountId } from './use-account-id';

const tabs: { path: string; label: MessageKey }[] = [
  { path: '', label: 'account.overview' },
  { path: '/profile', label: 'account.profile' },
  { path: '/people', label: 'account.people' },
  { path: '/units', label: 'account.units' },
  { path: '/team', label: 'account.team' },
  { path: '/sales', label: 'account.sales' },
  { path: '/pipeline', label: 'account.pipeline' },
  { path: '/interactions', label: 'account.interactions' },
  { path: '/plan', label: 'account.plan' },
  { path: '/one-page', label: 'account.one_page' },
  { path: '/revisions', label: 'account.revisions' },
  { path: '/history', label: 'account.history' },
];

export default function AccountPage() {
  const t = useT();
  const term = useTerm();
  const id = useAccountId();
  const { pathname } = useLocation();
  const account = useAccount(id);
  const row = usePortfolioRow(id);
  const owner = useNames('users', [account.data?.owner_id]);
  const name = account.data?.name ?? '';
  const ownerName = account.data?.owner_id ? owner?.get(account.data.owner_id) : undefined;
  return (
    <Page
      title={name || t('account.title')}
      heading={
        <>
          <Link to="/portfolio" className="k-dim k-hide-phone">
            {t('nav.portfolio')}
          </Link>
          <span className="k-dim k-hide-phone">/</span>
          <h1>{name}</h1>
          {row.data && <ClassMenu row={row.data} />}
          {account.data && <KeyChip account={account.data} />}
          {account.data && <PlainChip>{term('status', account.data.status)}</PlainChip>}
          {account.data && <AccountComments accountId={id} linked={pathname === `/accounts/${id}`} />}
        </>
      }
      meta={ownerName}
    >
      <TabStrip
        label={name}
        tabs={tabs.map((tab) => ({ to: `/accounts/${id}${tab.path}`, label: t(tab.label), exact: tab.path === '' }))}
      />
      {account.error ? (
        <PageBody>
          <FaultBox error={account.error} retry={() => void account.refetch()} />
        </PageBody>
      ) : account.isPending ? (
        <PageBody>
          <SkeletonLines lines={10} />
        </PageBody>
      ) : (
        <Outlet />
      )}
    </Page>
  );
}
