/** Revisions that wait for somebody: to be decided by the reader, or decided for who asked. */
import { Link } from '@tanstack/react-router';
import { useList, useNames } from '@/api/queries';
import { useCan, useSession } from '@/api/session';
import { addDays, today, useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { ToneChip } from '@/ui/chips';
import { Section } from '@/ui/page';
import type { Revision } from './queries';

const days_told = 30;
const most = 50;

/** What waits for the reader's decision, and what others decided of what the reader asked; the newest first. */
export function useMyRevisions() {
  const can = useCan();
  const { user } = useSession();
  const waiting = useList(
    'plan-revisions',
    { filter: 'state = requested', sort: '-requested_at', limit: most },
    can('selection.write'),
  );
  const decided = useList('plan-revisions', {
    filter: `requested_by = "${user.id}" and state in (approved, sent_back) and decided_at >= ${addDays(today(), -days_told)}`,
    sort: '-decided_at',
    limit: most,
  });
  const toDecide = can('selection.write') ? (waiting.data?.items ?? []) : [];
  const told = (decided.data?.items ?? []).filter((one) => one.decided_by !== user.id);
  const accounts = useNames(
    'accounts',
    [...toDecide, ...told].map((one) => one.account_id),
  );
  const users = useNames('users', [...toDecide.map((one) => one.requested_by), ...told.map((one) => one.decided_by)]);
  // an account in the bin has no name, and nothing to decide
  const living = (list: Revision[]) => list.filter((one) => !accounts || accounts.has(one.account_id ?? ''));
  return { toDecide: living(toDecide), told: living(told), accounts, users };
}

function Line({ revision, accountName, who }: { revision: Revision; accountName?: string; who?: string }) {
  const t = useT();
  const format = useFormat();
  const waits = revision.state === 'requested';
  const at = waits ? revision.requested_at : revision.decided_at;
  const tone = waits ? 'warn' : revision.state === 'approved' ? 'good' : 'bad';
  return (
    <li>
      <span style={{ flex: 1, minWidth: 0 }}>
        <Link to={`/accounts/${revision.account_id}/revisions`} className="k-link">
          {revision.name} · {accountName}
        </Link>
        <br />
        <span className="k-dim">
          {[who, at && format.ago(at)].filter(Boolean).join(' · ')}
          {!waits && revision.decision_note && `: ${revision.decision_note}`}
        </span>
      </span>
      <ToneChip tone={tone}>{t(waits ? 'revisions.to_decide' : `revisions.${revision.state || 'named'}`)}</ToneChip>
    </li>
  );
}

/** Nothing at all when nothing waits. */
export function MyRevisions() {
  const t = useT();
  const { toDecide, told, accounts, users } = useMyRevisions();
  const all = [...toDecide, ...told];
  if (all.length === 0) return null;
  return (
    <Section title={t('revisions.mine')}>
      <ul className="k-list">
        {all.map((one) => (
          <Line
            key={one.id}
            revision={one}
            accountName={accounts?.get(one.account_id ?? '')}
            who={users?.get((one.state === 'requested' ? one.requested_by : one.decided_by) ?? '')}
          />
        ))}
      </ul>
    </Section>
  );
}
