/** What every element of an ordered list has: up, down, away; and the way to drag it there. */
import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import { useT } from '@/lib/i18n/i18n';

export function ListTools({
  name,
  at,
  count,
  move,
  remove,
}: {
  name: string;
  at: number;
  count: number;
  move: (to: number) => void;
  remove: () => void;
}) {
  const t = useT();
  const button = (label: string, disabled: boolean, act: () => void, icon: React.ReactNode) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={`${label}: ${name}`}
      title={label}
      disabled={disabled}
      onClick={(event) => {
        event.stopPropagation();
        act();
      }}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <span className="k-list-tools">
      {button(t('templates.up'), at === 0, () => move(at - 1), <IconArrowUp size={14} />)}
      {button(t('templates.down'), at === count - 1, () => move(at + 1), <IconArrowDown size={14} />)}
      {button(t('action.delete'), false, remove, <IconTrash size={14} />)}
    </span>
  );
}

/** Native drag and drop inside one list; the arrows do the same with the keyboard. */
export function useDragOrder(move: (from: number, to: number) => void) {
  const [from, setFrom] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  return (at: number) => ({
    draggable: true,
    'data-dragged': from === at || undefined,
    'data-over': (over === at && from !== null && from !== at) || undefined,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', String(at));
      setFrom(at);
    },
    onDragOver: (event: DragEvent) => {
      if (from === null) return;
      event.preventDefault();
      setOver(at);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (from !== null && from !== at) move(from, at);
    },
    onDragEnd: () => {
      setFrom(null);
      setOver(null);
    },
  });
}
