/** Requests for the key list that wait for the reader's decision, and what others decided of the reader's own. */
import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useList, useNames } from '@/api/queries';
import { useCan, useSession } from '@/api/session';
import { addDays, today, useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ToneChip } from '@/ui/chips';
import { Section } from '@/ui/page';
import { type Deciding, DecisionDialog, type Move, useAlone, verbs } from './decision-dialog';

const days_told = 30;
const most = 50;

export function useMyRequests() {
  const can = useCan();
  const { user } = useSession();
  const may = can('selection.write');
  const alone = useAlone();
  const waiting = useList('key-account-moves', { filter: 'state = open', sort: 'created_at', limit: most }, may);
  const decided = useList('key-account-moves', {
    filter: `requested_by = "${user.id}" and state in (approved, refused) and decided_at >= ${addDays(today(), -days_told)}`,
    sort: '-decided_at',
    limit: most,
  });
  // nobody approves what he asked for himself, unless nobody else could
  const toDecide = may ? (waiting.data?.items ?? []).filter((one) => one.requested_by !== user.id || alone) : [];
  const told = (decided.data?.items ?? []).filter((one) => one.decided_by !== user.id);
  const all = [...toDecide, ...told];
  const accounts = useNames(
    'accounts',
    all.flatMap((one) => [one.account_id, one.replaces_id]),
  );
  const users = useNames('users', [...toDecide.map((one) => one.requested_by), ...told.map((one) => one.decided_by)]);
  // an account in the bin has no name, and nothing to decide
  return { all: all.filter((one) => !accounts || accounts.has(one.account_id ?? '')), accounts, users };
}

function Line({
  move,
  accounts,
  who,
  decide,
}: {
  move: Move;
  accounts?: Map<string, string>;
  who?: string;
  decide: (deciding: Deciding) => void;
}) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const accountName = accounts?.get(move.account_id ?? '') ?? '';
  const waits = move.state === 'open';
  const at = waits ? move.created_at : move.decided_at;
  const text = waits ? move.reason : move.decision_note;
  const leaver = move.replaces_id ? accounts?.get(move.replaces_id) : undefined;
  return (
    <li style={{ flexWrap: 'wrap' }}>
      <span style={{ flex: '1 1 200px', minWidth: 0 }}>
        <Link to={move.list === 'prospect' ? '/key-accounts?list=prospect' : '/key-accounts'} className="k-link">
          {term('move', move.kind)}: {accountName}
        </Link>
        {leaver && <span className="k-dim"> · {t('programme.for_whom', { name: leaver })}</span>}
        <br />
        <span className="k-dim">
          {[who, at && format.ago(at)].filter(Boolean).join(' · ')}
          {text && `: ${text}`}
        </span>
      </span>
      {waits ? (
        <Group gap={6} wrap="nowrap">
          {(['approved', 'refused'] as const).map((word) => (
            <Button
              key={word}
              size="compact-xs"
              variant={word === 'approved' ? 'filled' : 'default'}
              onClick={() => decide({ move, accountName, word })}
            >
              {t(verbs[word])}
            </Button>
          ))}
        </Group>
      ) : (
        <ToneChip tone={move.state === 'approved' ? 'good' : 'bad'}>
          {t(move.state === 'approved' ? 'programme.approved' : 'programme.refused')}
        </ToneChip>
      )}
    </li>
  );
}

/** Nothing at all when nothing waits. */
export function MyRequests() {
  const t = useT();
  const { all, accounts, users } = useMyRequests();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  if (all.length === 0 && !deciding) return null;
  return (
    <Section title={t('programme.my_requests')}>
      <ul className="k-list">
        {all.map((one) => (
          <Line
            key={one.id}
            move={one}
            accounts={accounts}
            who={users?.get((one.state === 'open' ? one.requested_by : one.decided_by) ?? '')}
            decide={setDeciding}
          />
        ))}
      </ul>
      <DecisionDialog deciding={deciding} close={() => setDeciding(null)} />
    </Section>
  );
}
