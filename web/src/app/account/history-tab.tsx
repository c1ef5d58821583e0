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

const nameOf = (change: Change): string => {
  const name = change.after?.name ?? change.before?.name ?? change.after?.subject;
  return name ? ` “${name}”` : '';
};

const silent = new Set(['version', 'updated_at', 'name_folded']);
const changesOf = ({ before, after }: Change) =>
  [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .filter((field) => !silent.has(field) && JSON.stringify(before?.[field]) !== JSON.stringify(after?.[field]))
    .map((field) => ({ field, before: before?.[field], after: after?.[field] }));

function Entry({ change }: { change: Change }) {
  const term = useTerm();
  const format = useFormat();
  return (
    <li style={{ alignItems: 'flex-start' }}>
      <div>
        <b>{change.actor_name || term('door', 'system')}</b> · {term('entity', change.entity)}
        {nameOf(change)} · {term('action_done', change.action)}{' '}
        <span className="k-dim">{term('door', change.door)}</span>
        {change.action === 'updated' &&
          changesOf(change).map((part) => (
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
  return (
    <PageBody narrow>
      <Waiting on={history}>
        {() =>
          history.data?.items.length ? (
            <ul className="k-list">
              {history.data.items.map((change) => (
                <Entry key={change.seq} change={change} />
              ))}
            </ul>
          ) : (
            <EmptyLine>{t('history.empty')}</EmptyLine>
          )
        }
      </Waiting>
    </PageBody>
  );
}
