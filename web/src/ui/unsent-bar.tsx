/**
 * What this browser still holds for the server: how much waits for the connection, what must be decided, what was
 * refused. Mounted once by the shell; it also keeps the page from being left while words are only here.
 */
import { Button } from '@mantine/core';
import { IconAlertTriangleFilled, IconCloudOff, IconCloudUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { invalidate } from '@/api/queries';
import { sendWaiting, useUnsent, watchUnsent } from '@/api/unsent';
import { hasUnsavedText } from '@/lib/drafts';
import { useT } from '@/lib/i18n/i18n';
import { useToast } from './toast';

const connected = () =>
  new Promise<void>((go) => {
    if (navigator.onLine) setTimeout(go, 2000);
    else window.addEventListener('online', () => go(), { once: true });
  });
/** Until it is here: a part that cannot be had without a connection must not take the bar with it. */
const load = (): Promise<typeof import('./unsent-asking')> =>
  import('./unsent-asking').catch(() => connected().then(load));
const UnsentAsking = lazy(load);
/** Milliseconds after the start; what is asked must be here when the connection is not. */
const fetchedAhead = 3000;

function useLeaveWarning(waiting: number): void {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (waiting > 0 || hasUnsavedText()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [waiting]);
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
  useEffect(() => {
    const timer = setTimeout(() => void load(), fetchedAhead);
    return () => clearTimeout(timer);
  }, []);

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
      <Suspense>
        <UnsentAsking
          asked={shown}
          refused={refused.find((entry) => entry.id === open) ?? null}
          close={(entry) => (entry === 'asked' ? close() : setOpen(null))}
        />
      </Suspense>
    </>
  );
}
