/** Requests that wait: who asks for what and why; leaders decide, who asked may take it back. */
import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNames } from '@/api/queries';
import { useCan, useSession } from '@/api/session';
import type { KeyList } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ClassMark, DayText, PlainChip } from '@/ui/chips';
import { ScrollX } from '@/ui/scroll-x';
import { type Deciding, DecisionDialog, useAlone } from './decision-dialog';

type Request = KeyList['requests'][number];
export function Requests({ list }: { list: KeyList }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const may = useCan()('selection.write');
  const me = useSession().user.id;
  const alone = useAlone();
  const names = useNames(
    'users',
    list.requests.map((request) => request.move.requested_by),
  );
  const leaving = useNames(
    'accounts',
    list.requests.map((request) => request.move.replaces_id),
  );
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const open = ({ move, account }: Request, word: Deciding['word']) =>
    setDeciding({ move, accountName: account?.name ?? '', word });
  return (
    <ScrollX>
      <table className="k-table k-table-cards">
        <thead>
          <tr>
            <th>{t('field.account')}</th>
            <th>{t('programme.request')}</th>
            <th>{t('programme.reason')}</th>
            <th>{t('programme.asked_by')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {list.requests.map((request) => (
            <tr key={request.move.id}>
              <td>
                <Link to={`/accounts/${request.move.account_id}`} className="k-link">
                  {request.account?.name ?? request.move.account_id}
                </Link>{' '}
                <ClassMark value={request.account?.class ?? null} />{' '}
                <span className="k-dim">
                  {t('programme.score_is', { score: format.number(Math.round(request.account?.score ?? 0)) })}
                </span>
              </td>
              <td data-label={t('programme.request')}>
                <PlainChip ink>{term('move', request.move.kind)}</PlainChip>
                {request.move.replaces_id && (
                  <div className="k-dim">
                    {t('programme.for_whom', { name: leaving?.get(request.move.replaces_id) ?? '…' })}
                  </div>
                )}
              </td>
              <td data-label={t('programme.reason')} style={{ maxWidth: 380 }}>
                {request.move.reason}
              </td>
              <td data-label={t('programme.asked_by')}>
                {names?.get(request.move.requested_by ?? '') ?? '–'}{' '}
                <DayText value={request.move.created_at?.slice(0, 10)} />
              </td>
              <td>
                <Group gap={6} wrap="nowrap" justify="flex-end">
                  {may && (
                    <>
                      {request.move.requested_by === me && !alone ? (
                        <span className="k-dim">{t('programme.another_approves')}</span>
                      ) : (
                        <Button size="compact-xs" onClick={() => open(request, 'approved')}>
                          {t('programme.approve')}
                        </Button>
                      )}
                      <Button size="compact-xs" variant="default" onClick={() => open(request, 'refused')}>
                        {t('programme.refuse')}
                      </Button>
                    </>
                  )}
                  {request.move.requested_by === me && (
                    <Button size="compact-xs" variant="subtle" onClick={() => open(request, 'withdrawn')}>
                      {t('programme.withdraw')}
                    </Button>
                  )}
                </Group>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <DecisionDialog deciding={deciding} close={() => setDeciding(null)} />
    </ScrollX>
  );
}
