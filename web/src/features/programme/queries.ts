import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post, put } from '@/api/client';
import { useCreate } from '@/api/queries';
import type { KeyCoverage, KeyGrowth, KeyList, KeyRollout, Page, Resources, RolloutProposal } from '@/api/types';

export type ListName = 'key' | 'prospect';

/** What shows membership: everything under these keys is asked for again after a decision. */
function refresh(client: QueryClient) {
  for (const key of [
    'programme',
    'key-accounts',
    'key-account-moves',
    'key-list-rounds',
    'key-list-round-items',
    'portfolio',
  ])
    void client.invalidateQueries({ queryKey: [key] });
}

export const useKeyList = (list: ListName) =>
  useQuery({
    queryKey: ['programme', 'list', list],
    queryFn: ({ signal }) => get<KeyList>('/programme/list', { list }, signal),
  });

export const useGrowth = (list: ListName) =>
  useQuery({
    queryKey: ['programme', 'growth', list],
    queryFn: ({ signal }) => get<KeyGrowth>('/programme/growth', { list }, signal),
  });

export const useCoverage = () =>
  useQuery({
    queryKey: ['programme', 'coverage'],
    queryFn: ({ signal }) => get<KeyCoverage>('/programme/coverage', undefined, signal),
  });

export const useRollout = () =>
  useQuery({
    queryKey: ['programme', 'rollout'],
    queryFn: ({ signal }) => get<KeyRollout>('/programme/rollout', undefined, signal),
  });

/** The stay of one account that has not ended, and the request that waits. */
export function useMembership(accountId: string) {
  return useQuery({
    queryKey: ['key-accounts', 'of', accountId],
    queryFn: async ({ signal }) => {
      const mine = `account_id = "${accountId}"`;
      const [stays, moves] = await Promise.all([
        get<Page<Resources['key-accounts']>>(
          '/key-accounts',
          { filter: `${mine} and state != left`, limit: 1 },
          signal,
        ),
        get<Page<Resources['key-account-moves']>>(
          '/key-account-moves',
          { filter: `${mine} and state = open`, limit: 1 },
          signal,
        ),
      ]);
      return { stay: stays.items[0] ?? null, move: moves.items[0] ?? null };
    },
  });
}

export function useAskMove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Partial<Resources['key-account-moves']>) =>
      post<Resources['key-account-moves']>('/key-account-moves', body, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => refresh(client),
  });
}

export interface DecisionBody {
  decision: 'approved' | 'refused' | 'withdrawn';
  note?: string;
  replaces_id?: string | null;
}

export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body: DecisionBody }) => put(`/key-account-moves/${id}/decision`, body),
    onSuccess: () => refresh(client),
  });
}

export function useChangeStay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, body }: { id: string; version: number; body: Partial<Resources['key-accounts']> }) =>
      patch<Resources['key-accounts']>(`/key-accounts/${id}`, body, version),
    onSettled: () => refresh(client),
  });
}

export const useOpenRound = (list: ListName) =>
  useQuery({
    queryKey: ['key-list-rounds', 'open', list],
    queryFn: async ({ signal }) =>
      (
        await get<Page<Resources['key-list-rounds']>>(
          '/key-list-rounds',
          { filter: `list = ${list} and state = open`, limit: 1 },
          signal,
        )
      ).items[0] ?? null,
  });

export const useRoundItems = (roundId: string) =>
  useQuery({
    queryKey: ['key-list-round-items', 'of', roundId],
    queryFn: ({ signal }) =>
      get<Page<Resources['key-list-round-items']>>(
        '/key-list-round-items',
        { filter: `round_id = "${roundId}"`, limit: 1000 },
        signal,
      ),
  });

export const useStartRound = () => useCreate('key-list-rounds');

export function useJudgeItem() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      version,
      body,
    }: {
      id: string;
      version: number;
      body: Partial<Resources['key-list-round-items']>;
    }) => patch<Resources['key-list-round-items']>(`/key-list-round-items/${id}`, body, version),
    onSettled: () => void client.invalidateQueries({ queryKey: ['key-list-round-items'] }),
  });
}

export function useCloseRound() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => put(`/key-list-rounds/${id}/closing`, {}),
    onSuccess: () => refresh(client),
  });
}

export function useProposal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { waves: number; months: number; starts_on: string; apply: boolean }) =>
      post<RolloutProposal>('/programme/rollout/proposal', body),
    onSuccess: (_answer, { apply }) => {
      if (apply) refresh(client);
    },
  });
}

export const useProgrammeSettings = () =>
  useQuery({
    queryKey: ['programme-settings', 'item', 'programme'],
    queryFn: ({ signal }) => get<Resources['programme-settings']>('/programme-settings/programme', undefined, signal),
  });

export function useSaveSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, body }: { version: number; body: Partial<Resources['programme-settings']> }) =>
      patch<Resources['programme-settings']>('/programme-settings/programme', body, version),
    onSuccess: (saved) => {
      client.setQueryData(['programme-settings', 'item', 'programme'], saved);
      refresh(client);
    },
  });
}

export function useSaveCapacity() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      version,
      body,
    }: {
      id: string;
      version: number;
      body: Partial<Resources['manager-capacities']>;
    }) => (id ? patch(`/manager-capacities/${id}`, body, version) : post('/manager-capacities', body)),
    onSuccess: () => refresh(client),
  });
}
