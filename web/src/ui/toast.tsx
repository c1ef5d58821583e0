/** Short notices, with undo where there is something to take back; Ctrl Z takes back the latest. */
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect } from 'react';
import { useT } from '@/lib/i18n/i18n';
import { useFaultText } from './states';

interface Undoable {
  id: string;
  run: () => Promise<unknown> | unknown;
}
let latest: Undoable | null = null;

async function takeBack(step: Undoable): Promise<void> {
  notifications.hide(step.id);
  if (latest?.id === step.id) latest = null;
  await step.run();
}

export function useToast() {
  const t = useT();
  const faultText = useFaultText();
  const failed = useCallback(
    (error: unknown) =>
      notifications.show({ color: 'red', title: t('fault.title'), message: faultText(error), autoClose: 9000 }),
    [t, faultText],
  );
  const done = useCallback(
    (message: string, undo?: () => Promise<unknown> | unknown) => {
      const id = crypto.randomUUID();
      if (!undo) {
        notifications.show({ id, message, autoClose: 4000 });
        return;
      }
      const step: Undoable = {
        id,
        run: async () => {
          try {
            await undo();
          } catch (error) {
            failed(error);
          }
        },
      };
      latest = step;
      notifications.show({
        id,
        autoClose: 8000,
        onClose: () => {
          if (latest?.id === id) latest = null;
        },
        message: (
          // a long message takes as many lines as it needs; the button keeps its width
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <span className="k-toast-text">{message}</span>
            <Button variant="light" flex="none" onClick={() => void takeBack(step)}>
              {t('action.undo')}
            </Button>
          </Group>
        ),
      });
    },
    [t, failed],
  );
  return { done, failed };
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Mounted once by the shell. */
export function useUndoKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || isTyping(event.target) || !latest)
        return;
      event.preventDefault();
      void takeBack(latest);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
