/** Who is deleted or no longer active hands over what he answers for: how much of what, and to whom it goes. */
import { Button, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '@/api/client';
import { fieldErrors, isFault } from '@/api/faults';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { RefPicker } from '@/ui/ref-picker';
import { FaultBox } from '@/ui/states';

type Duty = { entity: string; count: number };

/** What the refusal lists; empty when the fault is another one. */
export function dutiesOf(fault: unknown): Duty[] {
  if (!isFault(fault, 409) || fault.key !== 'user.has_duties') return [];
  return (fault.current?.duties as Duty[] | undefined) ?? [];
}

export function HandOver({
  userId,
  duties,
  what,
  done,
}: {
  userId: string;
  duties: Duty[];
  what: 'deletion' | 'change';
  done: () => void;
}) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const client = useQueryClient();
  const [to, setTo] = useState<string | null>(null);
  const hand = useMutation({
    mutationFn: () => request('POST', `/users/${userId}/handover`, { body: { to } }),
    onSuccess: () => {
      void client.invalidateQueries();
      done();
    },
  });
  const errors = fieldErrors(hand.error);
  return (
    <section aria-label={t('settings.hand_over')} className="k-note">
      <Stack gap={10}>
        <strong>{t('settings.hand_over')}</strong>
        <p>{duties.map((duty) => `${term('entity', duty.entity)}: ${format.integer(duty.count)}`).join(' · ')}</p>
        {hand.error && !errors.to && <FaultBox error={hand.error} />}
        <RefPicker
          route="users"
          filter={`active = true and role != viewer and id != ${userId}`}
          label={t('settings.hand_over_to')}
          value={to}
          onChange={setTo}
          error={errors.to}
        />
        <Button color="red" onClick={() => hand.mutate()} loading={hand.isPending} disabled={!to}>
          {t(what === 'deletion' ? 'settings.hand_over_and_delete' : 'settings.hand_over_and_deactivate')}
        </Button>
      </Stack>
    </section>
  );
}
