import { Button } from '@mantine/core';
import type { Change } from '@/api/types';
import { useHistory } from '@/features/accounts/queries';
import { useModels } from '@/features/selection/queries';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { PageBody } from '@/ui/page';
import { ShownValue, tells, useFieldName } from '@/ui/shown-value';
import { EmptyLine, Waiting } from '@/ui/states';
import { useAccountId } from './use-account-id';

const changed = (change: Change, field: string): string => {
  const part = change.changes.find((one) => one.field === field);
  return part ? String(part.after ?? part.before ?? '') : '';
};
const nameOf = (change: Change): string =>
  ['name', 'subject', 'title', 'text', 'offer', 'body'].map((field) => changed(change, field)).find(Boolean) ?? '';
const shortly = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
/** Of a record that has no name: what it says. */
const told = (change: Change) =>
  change.changes
    .filter(
      (part) =>
        tells(part.field) && part.field !== 'criterion' && !isNothing(part.after) && typeof part.after !== 'object',
    )
    .slice(0, 3);
const isNothing = (value: unknown): boolean => value === null || value === undefined || value === '' || value === false;

/** Criteria by their keys, as their models call them; one that no model has any more by what its key says. */
function useCriterionName(wanted: boolean): (key: string) => string {
  const models = useModels(wanted).data?.items ?? [];
  return (key) =>
    models.flatMap((model) => model.criteria).find((criterion) => criterion.key === key)?.name ??
    key.replace(/^own_/, '').replaceAll('_', ' ');
}

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

/** Their title is a key or a state, which says nothing to a reader. */
const untitled = new Set(['plan', 'plan_section', 'plan_check', 'plan_profile_entry', 'plan_entry', 'rollout_account']);

function Entry({ group: { first: change, count }, title = '' }: { group: Group; title?: string }) {
  const t = useT();
  const term = useTerm();
  const fieldName = useFieldName();
  const format = useFormat();
  const judged = change.entity === 'account_judgement';
  const criterionName = useCriterionName(judged);
  // as it was called then; else as it is called now
  const name = judged ? criterionName(changed(change, 'criterion') || title) : shortly(nameOf(change) || title);
  return (
    <li style={{ alignItems: 'flex-start' }}>
      <div>
        <b>{change.actor_name || term('door', 'system')}</b> ·{' '}
        {count > 1
          ? t('history.many', { count, entity: term('entity', change.entity) })
          : [term('entity', change.entity), name && `“${name}”`].filter(Boolean).join(' ')}{' '}
        · {term('action_done', change.action)} <span className="k-dim">{term('door', change.door)}</span>
        {change.action === 'update' &&
          change.changes
            .filter((part) => tells(part.field))
            .map((part) => (
              <div key={part.field} className="k-dim" style={{ overflowWrap: 'anywhere' }}>
                {fieldName(change.entity, part.field)}:{' '}
                <s>
                  <ShownValue field={part.field} value={part.before} entity={change.entity} />
                </s>{' '}
                →{' '}
                <span style={{ color: 'var(--k-text)' }}>
                  <ShownValue field={part.field} value={part.after} entity={change.entity} />
                </span>
              </div>
            ))}
        {change.action === 'insert' &&
          count === 1 &&
          (judged || !nameOf(change)) &&
          told(change).map((part) => (
            <div key={part.field} className="k-dim">
              {fieldName(change.entity, part.field)}:{' '}
              <ShownValue field={part.field} value={part.after} entity={change.entity} />
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
  const titles = Object.assign({}, ...(history.data?.pages.map((page) => page.titles) ?? [])) as Record<string, string>;
  return (
    <PageBody narrow>
      <Waiting on={history}>
        {() =>
          changes.length ? (
            <>
              <ul className="k-list">
                {grouped(changes).map((group) => (
                  <Entry
                    key={group.first.seq}
                    group={group}
                    title={untitled.has(group.first.entity) ? '' : titles[group.first.entity_id]}
                  />
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
