/** Two people changed the same record: both values stand side by side and the reader decides field by field. */
import { Button, Group, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import { useT, useTerm } from '@/lib/i18n/i18n';

export interface Conflict {
  mine: Record<string, unknown>;
  /** The record as it stands on the server, with its version. */
  current: Record<string, unknown>;
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object') {
    const money = value as { minor?: number; currency?: string };
    return typeof money.minor === 'number' ? `${money.currency} ${money.minor / 100}` : JSON.stringify(value);
  }
  return String(value);
};

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? '') === JSON.stringify(b ?? '');

function Choice({
  conflict,
  settle,
  close,
}: {
  conflict: Conflict;
  settle: (body: Record<string, unknown>, version: number) => void;
  close: () => void;
}) {
  const t = useT();
  const term = useTerm();
  const fields = Object.keys(conflict.mine).filter((field) => !same(conflict.mine[field], conflict.current[field]));
  const [mine, setMine] = useState<Record<string, boolean>>(() =>
    Object.fromEntries(fields.map((field) => [field, true])),
  );
  const save = () => {
    const body = Object.fromEntries(
      fields.filter((field) => mine[field]).map((field) => [field, conflict.mine[field]]),
    );
    settle(body, Number(conflict.current.version));
  };
  return (
    <>
      <p className="k-dim">{t('conflict.text')}</p>
      {fields.map((field) => (
        <Radio.Group
          key={field}
          label={term('field', field)}
          value={mine[field] ? 'mine' : 'theirs'}
          onChange={(value) => setMine({ ...mine, [field]: value === 'mine' })}
          mt={14}
        >
          <Radio size="xs" mt={6} value="mine" label={`${t('conflict.mine')}: ${shown(conflict.mine[field])}`} />
          <Radio size="xs" mt={6} value="theirs" label={`${t('conflict.theirs')}: ${shown(conflict.current[field])}`} />
        </Radio.Group>
      ))}
      <Group justify="flex-end" mt={20}>
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
        <Button onClick={save}>{t('conflict.save')}</Button>
      </Group>
    </>
  );
}

export function ConflictDialog({
  conflict,
  settle,
  close,
}: {
  conflict: Conflict | null;
  settle: (body: Record<string, unknown>, version: number) => void;
  close: () => void;
}) {
  const t = useT();
  return (
    <Modal
      opened={conflict !== null}
      onClose={close}
      title={t('conflict.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {conflict && <Choice conflict={conflict} settle={settle} close={close} />}
    </Modal>
  );
}
