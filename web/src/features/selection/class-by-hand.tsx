/** Classes that people set: by whom, why, and what the rule would say. */
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { put } from '@/api/client';
import { invalidate, useList, useNames } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { PortfolioRow } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { ClassMark, DayText } from '@/ui/chips';
import { EmptyLine, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';

const shownAtMost = 200;

function useGiveBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => put(`/accounts/${id}/class`, { class: null }),
    onSuccess: () => invalidate(client, 'selection'),
  });
}

export function ClassesByHand() {
  const t = useT();
  const toast = useToast();
  const may = useMayWrite('selection');
  const giveBack = useGiveBack();
  const set = useList('account-classes', { sort: '-updated_at', limit: shownAtMost, count: true });
  const rows = useList('portfolio', {
    filter: 'class_source = person',
    limit: shownAtMost,
    fields: 'id,name,class,rule_class',
  });
  const people = useNames(
    'users',
    (set.data?.items ?? []).map((one) => one.set_by),
  );
  const accounts = new Map<string, PortfolioRow>((rows.data?.items ?? []).map((row) => [row.id, row]));
  return (
    <Waiting on={set} lines={4}>
      {() => {
        const items = set.data?.items ?? [];
        if (items.length === 0) return <EmptyLine>{t('selection.by_hand_none')}</EmptyLine>;
        return (
          <>
            <table className="k-table k-table-cards">
              <thead>
                <tr>
                  <th>{t('field.account')}</th>
                  <th>{t('field.class')}</th>
                  <th>{t('selection.by_rule')}</th>
                  <th>{t('selection.reason')}</th>
                  <th>{t('selection.set_by')}</th>
                  <th>
                    <span className="k-visually-hidden">{t('portfolio.class_by_rule')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => {
                  const account = accounts.get(one.account_id);
                  return (
                    <tr key={one.id}>
                      <td>
                        <Link to={`/accounts/${one.account_id}`} className="k-link">
                          {account?.name ?? t('selection.open_account')}
                        </Link>
                      </td>
                      <td data-label={t('field.class')}>
                        <ClassMark value={one.class} />
                      </td>
                      <td data-label={t('selection.by_rule')}>
                        <ClassMark value={account?.rule_class || null} />
                      </td>
                      <td data-wide>{one.reason}</td>
                      <td data-label={t('selection.set_by')}>
                        <span>
                          {(one.set_by && people?.get(one.set_by)) || '–'}, <DayText value={one.updated_at} />
                        </span>
                      </td>
                      <td>
                        {may && (
                          <Button
                            size="compact-xs"
                            variant="subtle"
                            loading={giveBack.isPending && giveBack.variables === one.account_id}
                            onClick={() => giveBack.mutate(one.account_id, { onError: toast.failed })}
                          >
                            {t('portfolio.class_by_rule')}
                          </Button>
                        )}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
            {(set.data?.total ?? 0) > items.length && (
              <p className="k-dim">{t('selection.and_more', { count: (set.data?.total ?? 0) - items.length })}</p>
            )}
          </>
        );
      }}
    </Waiting>
  );
}
