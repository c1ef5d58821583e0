import { Button } from '@mantine/core';
import type { Change } from '@/api/types';
import { useHistory } from '@/features/accounts/queries';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { PageBody } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';
import { useAccountId } from './use-account-id';

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.join(', ') || '–';
  if (typeof value === 'object') {
    const money = value as { minor?: number; currency?: string };
    return typeof money.minor === 'number' ? `${money.currency} ${money.minor / 100}` : JSON.stringify(value);
  }
  return String(value);
};

const changed = (change: Change, field: string): string => {
  const part = change.changes.find((one) => one.field === field);
  return part ? String(part.after ?? part.before ?? '') : '';
};
const nameOf = (change: Change): string =>
  changed(change, 'name') || changed(change, 'subject') || changed(change, 'title');

/** Changes of one kind that one request made stand together: an import writes thousands. */
interface Group {
  first: Change;
  count: number;
}
function grouped(changes: Change[]): Group[] {
  const groups: Group[] = [];
  for (const change of changes) {
    const last = groups[groups.length - 1];
    const same =
      last &&
      last.first.request_id === change.request_id &&
      last.first.entity === change.entity &&
      last.first.action === change.action;
    if (same && change.action !== 'update') last.count += 1;
    else groups.push({ first: change, count: 1 });
  }
  return groups;
}

function Entry({ group: { first: change, count } }: { group: Group }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  return (
    <li style={{ alignItems: 'flex-start' }}>
      <div>
        <b>{change.actor_name || term('door', 'system')}</b> ·{' '}
        {count > 1
          ? t('history.many', { count, entity: term('entity', change.entity) })
          : [term('entity', change.entity), nameOf(change) && `“${nameOf(change)}”`].filter(Boolean).join(' ')}{' '}
        · {term('action_done', change.action)} <span className="k-dim">{term('door', change.door)}</span>
        {change.action === 'update' &&
          change.changes.map((part) => (
            <div key={part.field} className="k-dim" style={{ overflowWrap: 'anywhere' }}>
              {term('field', part.field)}: <s>{shown(part.before)}</s> →{' '}
              <span style={{ color: 'var(--k-text)' }}>{shown(part.after)}</span>
            </div>
          ))}
      </div>
      <time className="k-dim" dateTime={change.at} title={format.instant(change.at)}>
        {format.ago(change.at)}
      </time>
    </li>
  );
}

export default function HistoryTab() {
  const t = useT();
  const history = useHistory(useAccountId());
  const changes = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <PageBody narrow>
      <Waiting on={history}>
        {() =>
          changes.length ? (
            <>
              <ul className="k-list">
                {grouped(changes).map((group) => (
                  <Entry key={group.first.seq} group={group} />
                ))}
              </ul>
              {history.hasNextPage && (
                <Button
                  variant="subtle"
                  loading={history.isFetchingNextPage}
                  onClick={() => void history.fetchNextPage()}
                >
                  {t('history.older')}
                </Button>
              )}
            </>
          ) : (
            <EmptyLine>{t('history.empty')}</EmptyLine>
          )
        }
      </Waiting>
    </PageBody>
  );
}
