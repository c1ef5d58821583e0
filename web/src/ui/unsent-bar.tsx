/**
 * What this browser still holds for the server: how much waits for the connection, what must be decided, what was
 * refused. Mounted once by the shell; it also keeps the page from being left while words are only here.
 */
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { IconAlertTriangleFilled, IconCloudOff, IconCloudUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { invalidate } from '@/api/queries';
import { discard, sendWaiting, settle, type Unsent, useUnsent, watchUnsent } from '@/api/unsent';
import { hasUnsavedText } from '@/lib/drafts';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { MergeDialog } from './merge-dialog';
import { ShownValue } from './shown-value';
import { useToast } from './toast';

function useLeaveWarning(waiting: number): void {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (waiting > 0 || hasUnsavedText()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [waiting]);
}

/** Where something new belongs: nothing that a reader wrote. */
const placed = /^(plan|account|parent|anchor|mention)_|^(block|position|audience)$/;

/** A change that the server refused: the words are shown, so that they can be taken elsewhere. */
function Refused({ entry, close }: { entry: Unsent | null; close: () => void }) {
  const t = useT();
  const term = useTerm();
  return (
    <Modal
      opened={entry !== null}
      onClose={close}
      title={t('unsent.refused_title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {entry && (
        <>
          <p>{t('unsent.refused_text', { name: entry.label, reason: entry.reason ?? '' })}</p>
          {Object.entries(entry.mine)
            .filter(([field]) => !placed.test(field))
            .map(([field, value]) =>
              typeof value === 'string' && value.length > 40 ? (
                <Textarea
                  key={field}
                  label={term('field', field)}
                  value={value}
                  readOnly
                  autosize
                  maxRows={12}
                  mb={10}
                />
              ) : (
                <p key={field}>
                  <span className="k-dim">{term('field', field)}:</span> <ShownValue field={field} value={value} />
                </p>
              ),
            )}
          <Group justify="flex-end" mt={16}>
            <Button
              variant="default"
              onClick={() => {
                discard(entry);
                close();
              }}
            >
              {t('unsent.discard')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}

export function UnsentBar({ userId }: { userId: string }) {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const entries = useUnsent();
  const [open, setOpen] = useState<string | null>(null);
  const [seen, setSeen] = useState<string[]>([]);
  const waiting = entries.filter((entry) => entry.state === 'waiting');
  const asked = entries.filter((entry) => entry.state === 'asked');
  const refused = entries.filter((entry) => entry.state === 'refused');

  const onSaved = useRef<Parameters<typeof watchUnsent>[1]>(() => {});
  onSaved.current = (entry, merged) => {
    invalidate(client, entry.route);
    if (entry.route.startsWith('plan-')) invalidate(client, 'plans');
    if (merged.merged.length > 0) toast.done(t('merge.done', { name: entry.label }));
  };
  useEffect(() => watchUnsent(userId, (...saved) => onSaved.current(...saved)), [userId]);
  useLeaveWarning(entries.length);

  // what is asked opens once by itself, and from the bar as often as one likes
  const fresh = asked.find((entry) => !seen.includes(entry.id));
  const shown = asked.find((entry) => entry.id === open) ?? fresh ?? null;
  const close = () => {
    if (shown) setSeen([...seen, shown.id]);
    setOpen(null);
  };
  if (entries.every((entry) => entry.state === 'sending')) return null;
  const [Icon, text] = asked.length
    ? [IconAlertTriangleFilled, t('unsent.asked', { count: asked.length })]
    : refused.length
      ? [IconAlertTriangleFilled, t('unsent.refused', { count: refused.length })]
      : [navigator.onLine ? IconCloudUpload : IconCloudOff, t('unsent.waiting', { count: waiting.length })];
  return (
    <>
      <div className="k-unsent k-no-print" role="status">
        <Icon size={17} aria-hidden />
        <span>{text}</span>
        {asked[0] ? (
          <Button size="compact-sm" onClick={() => setOpen(asked[0].id)}>
            {t('unsent.decide')}
          </Button>
        ) : refused[0] ? (
          <Button size="compact-sm" variant="default" onClick={() => setOpen(refused[0].id)}>
            {t('unsent.look')}
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => void sendWaiting()}>
            {t('action.retry')}
          </Button>
        )}
      </div>
      <MergeDialog entry={shown} decide={(entry, chosen) => void settle(entry, chosen)} close={close} />
      <Refused entry={refused.find((entry) => entry.id === open) ?? null} close={() => setOpen(null)} />
    </>
  );
}
