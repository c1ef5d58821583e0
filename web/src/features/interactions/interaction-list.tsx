import { useMemo } from 'react';
import { useNames } from '@/api/queries';
import { useCurrency } from '@/api/session';
import type { Interaction } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import type { FormField } from '@/ui/record-form';
import { SubList } from '@/ui/sub-list';

const kinds = ['visit', 'call', 'email', 'meeting', 'event', 'social'];
const statuses = ['planned', 'done', 'cancelled'];

export function useInteractionFields(): FormField[] {
  const t = useT();
  const term = useTerm();
  const currency = useCurrency();
  return useMemo(
    (): FormField[] => [
      { key: 'subject', label: t('field.subject'), kind: 'text', required: true },
      {
        key: 'kind',
        label: t('field.kind'),
        kind: 'choice',
        required: true,
        choices: kinds.map((value) => ({ value, label: term('kind', value) })),
      },
      {
        key: 'status',
        label: t('field.status'),
        kind: 'choice',
        required: true,
        choices: statuses.map((value) => ({ value, label: term('status', value) })),
      },
      { key: 'happened_at', label: t('field.happened_at'), kind: 'datetime' },
      { key: 'minutes', label: t('field.minutes'), kind: 'number' },
      { key: 'cost', label: t('field.cost'), kind: 'money', currency },
      { key: 'owner_id', label: t('field.owner_id'), kind: 'ref', route: 'users' },
      { key: 'outcome', label: t('field.outcome'), kind: 'text' },
      { key: 'notes', label: t('field.notes'), kind: 'longtext' },
    ],
    [t, term, currency],
  );
}

function Owner({ item }: { item: Interaction }) {
  return useNames('users', [item.owner_id])?.get(item.owner_id ?? '') ?? '';
}

/** What was done with the account and what is planned, the newest first. */
export function InteractionList({ accountId, userId }: { accountId: string; userId: string }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const fields = useInteractionFields();
  return (
    <SubList
      route="interactions"
      title={t('account.interactions')}
      filter={`account_id = "${accountId}"`}
      sort="-happened_at"
      owner={{ account_id: accountId }}
      initial={{ kind: 'visit', status: 'planned', owner_id: userId }}
      addLabel={t('interactions.add')}
      empty={t('interactions.empty')}
      fields={fields}
      head={[
        t('field.happened_at'),
        t('field.kind'),
        t('field.subject'),
        t('field.status'),
        t('field.owner'),
        t('field.outcome'),
      ]}
      cells={(item) => [
        item.happened_at ? (
          <time key="at" dateTime={item.happened_at}>
            {format.instant(item.happened_at)}
          </time>
        ) : (
          ''
        ),
        term('kind', item.kind),
        <b key="subject">{item.subject}</b>,
        term('status', item.status),
        <Owner key="owner" item={item} />,
        item.outcome,
      ]}
    />
  );
}
