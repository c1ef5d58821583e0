/**
 * Changes of one record in place: shown at once, undone by a toast, merged into what others changed meanwhile; what cannot
 * be merged is asked by the shell's dialog.
 */
import { useQueryClient } from '@tanstack/react-query';
import { invalidate } from '@/api/queries';
import type { Resources, Route } from '@/api/types';
import { type Body, type Sent, send } from '@/api/unsent';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { useToast } from './toast';

/** Sends a change and says what came of it: with an undo, or that it waits for the connection. */
export function useSend() {
  const t = useT();
  const term = useTerm();
  const toast = useToast();
  return async (
    change: { route: string; record: string; base: Body; mine: Body; label: string },
    title?: string,
  ): Promise<Sent> => {
    const sent = await send(change);
    if (sent.state === 'waiting') toast.done(t('unsent.kept'));
    if (sent.state !== 'saved' || !sent.merged) return sent;
    const saved = sent.merged.record;
    const before = Object.fromEntries(Object.keys(change.mine).map((field) => [field, change.base[field] ?? null]));
    const after = Object.fromEntries(Object.keys(change.mine).map((field) => [field, saved[field] ?? null]));
    const names = Object.keys(change.mine).map((field) => term('field', field));
    // words of others came in: the merge says so by itself
    if (sent.merged.merged.length === 0)
      toast.done(t('common.changed', { field: title ?? names.join(', ') }), () =>
        send({ ...change, base: after, mine: before }),
      );
    return sent;
  };
}

export function useRecordEdit<R extends Route>(
  route: R,
  record: Resources[R] & { id: string; version: number },
): { save: (body: Body, seen?: Body) => Promise<void> } {
  const term = useTerm();
  const client = useQueryClient();
  const sendChange = useSend();
  const known = record as unknown as Body;

  const save = async (body: Body, seen?: Body) => {
    const base = seen ?? Object.fromEntries(Object.keys(body).map((field) => [field, known[field] ?? null]));
    const key = [route, 'item', record.id];
    await client.cancelQueries({ queryKey: key });
    const shown = client.getQueryData<Body>(key);
    // of the workspace's own fields a change names those that it means
    const custom = body.custom ? { custom: { ...(shown?.custom as Body), ...(body.custom as Body) } } : {};
    if (shown) client.setQueryData(key, { ...shown, ...body, ...custom });
    const label = String(known.name ?? known.subject ?? known.title ?? term('entity', route));
    try {
      const sent = await sendChange({ route, record: record.id, base, mine: body, label });
      if (sent.state === 'saved' && sent.merged) client.setQueryData(key, sent.merged.record);
      if (sent.state !== 'waiting') invalidate(client, route);
    } catch (error) {
      if (shown) client.setQueryData(key, shown);
      throw error;
    }
  };
  return { save };
}
