/**
 * Changes of one record in place: shown at once, undone by a toast, and when someone else was faster both values are
 * put side by side.
 */
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { get } from '@/api/client';
import { isFault } from '@/api/faults';
import { useUpdate } from '@/api/queries';
import type { Resources, Route } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { type Conflict, ConflictDialog } from './conflict-dialog';
import { useToast } from './toast';

type Body = Record<string, unknown>;

export function useRecordEdit<R extends Route>(
  route: R,
  record: Resources[R] & { id: string; version: number },
): {
  save: (body: Body) => Promise<void>;
  dialog: ReactNode;
} {
  const t = useT();
  const term = useTerm();
  const toast = useToast();
  const client = useQueryClient();
  const update = useUpdate(route);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const change = (body: Body, version: number) =>
    update.mutateAsync({ id: record.id, version, body: body as Partial<Resources[R]> });

  const undo = async (before: Body) => {
    const fresh = await get<{ version: number }>(`/${route}/${record.id}`);
    await change(before, fresh.version);
  };

  const attempt = async (body: Body, version: number) => {
    const known = record as unknown as Body;
    const before = Object.fromEntries(Object.keys(body).map((field) => [field, known[field] ?? null]));
    try {
      await change(body, version);
      const names = Object.keys(body).map((field) => term('field', field));
      toast.done(t('common.changed', { field: names.join(', ') }), () => undo(before));
    } catch (error) {
      if (!isFault(error, 409) || !error.current) throw error;
      client.setQueryData([route, 'item', record.id], error.current);
      setConflict({ mine: body, current: error.current });
    }
  };

  const settle = (body: Body, version: number) => {
    setConflict(null);
    if (Object.keys(body).length) attempt(body, version).catch(toast.failed);
  };
  return {
    save: (body) => attempt(body, record.version),
    dialog: <ConflictDialog conflict={conflict} settle={settle} close={() => setConflict(null)} />,
  };
}
