/** What can be done with the accounts that somebody chose; long lists go in parts. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post, request } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { Resources } from '@/api/types';

const atOnce = 2000;

interface Done {
  changed: number;
  unseen: number;
}

async function inParts(ids: string[], path: string, body: (ids: string[]) => object): Promise<Done> {
  const sum: Done = { changed: 0, unseen: 0 };
  for (let from = 0; from < ids.length; from += atOnce) {
    const done = await post<Done>(path, body(ids.slice(from, from + atOnce)));
    sum.changed += done.changed;
    sum.unseen += done.unseen;
  }
  return sum;
}

/** Everything that the filter and the search leave, by ids alone. */
export const fetchIds = (filter: string, q: string) =>
  get<{ total: number; ids: string[] }>('/portfolio/ids', { filter, q });

export function useTagChosen() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, add = [], remove = [] }: { ids: string[]; add?: string[]; remove?: string[] }) =>
      inParts(ids, '/selection/tags', (part) => ({ account_ids: part, add, remove })),
    onSuccess: () => invalidate(client, 'accounts'),
  });
}

export function useOwnChosen() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, owner }: { ids: string[]; owner: string | null }) =>
      inParts(ids, '/selection/owners', (part) => ({ account_ids: part, owner_id: owner })),
    onSuccess: () => invalidate(client, 'accounts'),
  });
}

type GroupOf = { id: string; name: string };

/** Nobody by rule: who is in it is put there by hand. */
const nobody = { any: [] };

export function useGroupChosen() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ ids, group, name }: { ids: string[]; group?: GroupOf; name?: string }) => {
      let into = group;
      if (!into) {
        const made = await post<Resources['groups']>('/groups', { name, rule: nobody });
        await request('PUT', `/groups/${made.id}/freezing`, { body: {}, version: made.version });
        into = made;
      }
      const done = await inParts(ids, `/groups/${into.id}/members`, (part) => ({ add: part }));
      return { ...done, group: into };
    },
    onSuccess: () => invalidate(client, 'groups'),
  });
}

export function useLeaveGroup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, group }: { ids: string[]; group: string }) =>
      inParts(ids, `/groups/${group}/members`, (part) => ({ remove: part })),
    onSuccess: () => invalidate(client, 'groups'),
  });
}

export interface Refused {
  id: string;
  error: unknown;
}

/** Proposes one account after the other; each is asked for and refused by itself. */
export function useProposeChosen() {
  const client = useQueryClient();
  const [at, setAt] = useState(0);
  const run = useMutation({
    mutationFn: async ({ ids, list, reason }: { ids: string[]; list: string; reason: string }) => {
      const refused: Refused[] = [];
      for (const [n, id] of ids.entries()) {
        setAt(n);
        try {
          await post('/key-account-moves', { account_id: id, list, kind: 'entry', reason });
        } catch (error) {
          refused.push({ id, error });
        }
      }
      setAt(ids.length);
      return { asked: ids.length - refused.length, refused };
    },
    onSuccess: () => {
      for (const route of ['key-account-moves', 'key-accounts', 'accounts']) invalidate(client, route);
    },
  });
  return { ...run, at };
}
