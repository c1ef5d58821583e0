/** Requests that wait: who asks for what and why; leaders decide, who asked may take it back. */
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useList, useNames } from '@/api/queries';
import { useCan, useSession } from '@/api/session';
import type { KeyList } from '@/api/types';
import { useFormat } from '@/lib/format';
import { type MessageKey, useT, useTerm } from '@/lib/i18n/i18n';
import { ClassMark, DayText, PlainChip } from '@/ui/chips';
import { ScrollX } from '@/ui/scroll-x';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { LeaverChoice, leaversOf } from './move-dialog';
import { type DecisionBody, useDecide } from './queries';

type Request = KeyList['requests'][number];
type Word = DecisionBody['decision'];

const verbs: Record<Word, MessageKey> = {
  approved: 'programme.approve',
  refused: 'programme.refuse',
  withdrawn: 'programme.withdraw',
};

function Decision({ request, word, close }: { request: Request; word: Word; close: () => void }) {
  const t = useT();
  const toast = useToast();
  const decide = useDecide();
  const [note, setNote] = useState('');
  const [leaver, setLeaver] = useState<string | null>(null);
  const leavers = leaversOf(decide.error);
  const go = () =>
    decide.mutate(
      { id: request.move.id, body: { decision: word, note, ...(leaver ? { replaces_id: leaver } : {}) } },
      {
        onSuccess: () => {
          close();
          toast.done(t('programme.decided'));
        },
      },
    );
  return (
    <Stack gap={12}>
      {decide.error && <FaultBox error={decide.error} />}
      {leavers.length > 0 && <LeaverChoice leavers={leavers} value={leaver} onChange={setLeaver} />}
      <p>{request.move.reason}</p>
      <Textarea
        label={t('programme.decision_note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={2}
        withAsterisk={word === 'refused'}
        data-autofocus
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
        <Button onClick={go} loading={decide.isPending} disabled={word === 'refused' && !note.trim()}>
          {t(verbs[word])}
        </Button>
      </Group>
    </Stack>
  );
}

export function Requests({ list }: { list: KeyList }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const may = useCan()('selection.write');
  const me = useSession().user.id;
  // Nobody approves his own request, unless nobody else could.
  const deciders = useList('users', { filter: 'active = true and (role = admin or role = leader)', limit: 2 });
  const alone = deciders.data?.items.every((user) => user.id === me) ?? false;
  const names = useNames(
    'users',
    list.requests.map((request) => request.move.requested_by),
  );
  const leaving = useNames(
    'accounts',
    list.requests.map((request) => request.move.replaces_id),
  );
  const [open, setOpen] = useState<{ request: Request; word: Word } | null>(null);
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
                        <Button size="compact-xs" onClick={() => setOpen({ request, word: 'approved' })}>
                          {t('programme.approve')}
                        </Button>
                      )}
                      <Button size="compact-xs" variant="default" onClick={() => setOpen({ request, word: 'refused' })}>
                        {t('programme.refuse')}
                      </Button>
                    </>
                  )}
                  {request.move.requested_by === me && (
                    <Button size="compact-xs" variant="subtle" onClick={() => setOpen({ request, word: 'withdrawn' })}>
                      {t('programme.withdraw')}
                    </Button>
                  )}
                </Group>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={<b>{open ? `${term('move', open.request.move.kind)}: ${open.request.account?.name ?? ''}` : ''}</b>}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        {open && <Decision request={open.request} word={open.word} close={() => setOpen(null)} />}
      </Modal>
    </ScrollX>
  );
}
