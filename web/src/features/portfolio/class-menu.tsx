/** The class of an account as a chip that opens to be changed, always with a reason. */
import { Button, Group, Popover, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useMayWrite } from '@/api/session';
import type { PortfolioRow } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { ClassMark } from '@/ui/chips';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { useSetClass } from './queries';

type Subject = Pick<PortfolioRow, 'id' | 'name' | 'class'>;

function ClassForm({ row, close }: { row: Subject; close: () => void }) {
  const t = useT();
  const term = useTerm();
  const toast = useToast();
  const set = useSetClass();
  const [chosen, setChosen] = useState<string | null>(row.class || null);
  const [reason, setReason] = useState('');
  const save = (value: string | null) =>
    set.mutate(
      { id: row.id, value, reason },
      {
        onSuccess: () => {
          close();
          toast.done(
            value
              ? t('portfolio.class_set', { name: row.name, class: value })
              : t('portfolio.class_cleared', { name: row.name }),
          );
        },
      },
    );
  return (
    <Stack gap={10}>
      <strong>{t('portfolio.change_class', { name: row.name })}</strong>
      <Group gap={6} role="radiogroup" aria-label={t('field.class')}>
        {['A', 'B', 'C', 'D', 'E'].map((value) => (
          <button
            key={value}
            type="button"
            role="radio"
            aria-checked={chosen === value}
            className="k-class"
            data-class={chosen === value ? 'A' : 'C'}
            onClick={() => setChosen(value)}
            title={term('class', value)}
          >
            {value}
          </button>
        ))}
      </Group>
      <span className="k-dim">{chosen ? term('class', chosen) : t('class.none')}</span>
      <Textarea
        label={t('portfolio.class_reason')}
        description={t('portfolio.class_reason_hint')}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {set.error && <FaultBox error={set.error} />}
      <Group justify="space-between">
        <Button variant="subtle" color="gray" onClick={() => save(null)} loading={set.isPending}>
          {t('portfolio.class_by_rule')}
        </Button>
        <Button disabled={!chosen || !reason.trim()} onClick={() => save(chosen)} loading={set.isPending}>
          {t('portfolio.set_class')}
        </Button>
      </Group>
    </Stack>
  );
}

export function ClassMenu({ row }: { row: Subject }) {
  const t = useT();
  const mayWrite = useMayWrite('selection');
  const [opened, setOpened] = useState(false);
  if (!mayWrite) return <ClassMark value={row.class} />;
  // the popover is made only when asked for: a table shows many chips
  const chip = (
    <button
      type="button"
      className="k-class"
      data-class={row.class ?? ''}
      tabIndex={-1}
      aria-label={`${t('portfolio.change_class', { name: row.name })}: ${row.class || t('class.none')}`}
      onClick={() => setOpened(!opened)}
    >
      {row.class || '–'}
    </button>
  );
  if (!opened) return chip;
  return (
    <Popover opened onChange={setOpened} withinPortal trapFocus width={300} shadow="md" position="bottom-start">
      <Popover.Target>{chip}</Popover.Target>
      <Popover.Dropdown>
        <ClassForm row={row} close={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
