/** The decision about one request for the list, with a note; a full list asks who leaves. */
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useList } from '@/api/queries';
import { useSession } from '@/api/session';
import type { Resources } from '@/api/types';
import { type MessageKey, useT, useTerm } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { LeaverChoice, leaversOf } from './move-dialog';
import { type DecisionBody, useDecide } from './queries';

export type Move = Resources['key-account-moves'];
export interface Deciding {
  move: Move;
  accountName: string;
  word: DecisionBody['decision'];
}

export const verbs: Record<Deciding['word'], MessageKey> = {
  approved: 'programme.approve',
  refused: 'programme.refuse',
  withdrawn: 'programme.withdraw',
};

/** Whether nobody but the reader may decide: then the reader's own requests are the reader's to approve. */
export function useAlone(): boolean {
  const me = useSession().user.id;
  const deciders = useList('users', { filter: 'active = true and (role = admin or role = leader)', limit: 2 });
  return deciders.data?.items.every((user) => user.id === me) ?? false;
}

function Decision({ move, word, close }: Deciding & { close: () => void }) {
  const t = useT();
  const toast = useToast();
  const decide = useDecide();
  const [note, setNote] = useState('');
  const [leaver, setLeaver] = useState<string | null>(null);
  const leavers = leaversOf(decide.error);
  const go = () =>
    decide.mutate(
      { id: move.id, body: { decision: word, note, ...(leaver ? { replaces_id: leaver } : {}) } },
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
      <p>{move.reason}</p>
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

export function DecisionDialog({ deciding, close }: { deciding: Deciding | null; close: () => void }) {
  const t = useT();
  const term = useTerm();
  return (
    <Modal
      opened={deciding !== null}
      onClose={close}
      title={<b>{deciding ? `${term('move', deciding.move.kind)}: ${deciding.accountName}` : ''}</b>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {deciding && <Decision {...deciding} close={close} />}
    </Modal>
  );
}
