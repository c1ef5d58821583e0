/** A new batch: for which accounts, and what is said in every plan of it. */
import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useList } from '@/api/queries';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { useStartBatch } from './queries';

/** Accounts by a filter of the portfolio, or those that were marked. */
export interface Chosen {
  filter?: string;
  accountIds?: string[];
}

function useCount(chosen: Chosen): number | null {
  const filter = chosen.filter ?? '';
  const counted = useList('portfolio', { filter, limit: 1, count: true, fields: 'id' }, !chosen.accountIds);
  return chosen.accountIds ? chosen.accountIds.length : (counted.data?.total ?? null);
}

export function NewBatch({
  chosen,
  close,
  started,
}: {
  chosen: Chosen;
  close: () => void;
  started: (id: string) => void;
}) {
  const t = useT();
  const start = useStartBatch();
  const count = useCount(chosen);
  const [name, setName] = useState('');
  const [objective, setObjective] = useState('');
  const [activity, setActivity] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate(
      {
        name: name.trim(),
        objective,
        activity,
        ...(chosen.accountIds ? { account_ids: chosen.accountIds } : { filter: chosen.filter }),
      },
      { onSuccess: (batch) => started(batch.id) },
    );
  };
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('batch.new')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={submit}>
        <p style={{ marginTop: 0 }}>{count === null ? t('batch.text') : t('batch.text_count', { count })}</p>
        <TextInput
          data-autofocus
          required
          maxLength={200}
          label={t('field.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          mt={10}
          label={t('batch.objective')}
          description={t('batch.objective_text')}
          value={objective}
          autosize
          minRows={2}
          maxLength={2000}
          onChange={(event) => setObjective(event.currentTarget.value)}
        />
        <Textarea
          mt={10}
          label={t('batch.activity')}
          description={t('batch.activity_text')}
          value={activity}
          autosize
          minRows={2}
          maxLength={4000}
          onChange={(event) => setActivity(event.currentTarget.value)}
        />
        {start.error && <FaultBox error={start.error} />}
        <Group mt={14}>
          <Button type="submit" loading={start.isPending} disabled={!name.trim() || count === 0}>
            {t('batch.start')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('action.cancel')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
