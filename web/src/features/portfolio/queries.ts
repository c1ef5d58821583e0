import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { get, put } from '@/api/client';
import { invalidate, useList } from '@/api/queries';
import type { Page, PortfolioGroup, PortfolioRow } from '@/api/types';
import { allOf, quote } from '@/lib/filter';

export type GroupBy = 'class' | 'owner' | 'industry' | 'country' | 'status';

export function useSummary(filter: string, q: string, group: GroupBy | null) {
  return useQuery({
    queryKey: ['portfolio', 'summary', filter, q, group],
    queryFn: ({ signal }) => get<{ items: PortfolioGroup[] }>('/portfolio/summary', { filter, q, group }, signal),
    enabled: group !== null,
  });
}

interface Totals {
  unconverted: number;
  recomputing: boolean;
}

/** Sales lines that no total of these accounts counts; and whether all totals are being made again, until they are. */
export function useTotals(filter: string, q: string): Totals {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['portfolio', 'summary', filter, q, 'status'],
    queryFn: ({ signal }) => get<Totals>('/portfolio/summary', { filter, q, group: 'status' }, signal),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.recomputing ? 1500 : false),
  });
  const recomputing = data?.recomputing ?? false;
  const before = useRef(recomputing);
  useEffect(() => {
    if (before.current && !recomputing) invalidate(client, 'selection');
    before.current = recomputing;
  }, [client, recomputing]);
  return { unconverted: data?.unconverted ?? 0, recomputing };
}

const groupField: Record<GroupBy, string> = {
  class: 'class',
  owner: 'owner_id',
  industry: 'industry',
  country: 'country',
  status: 'status',
};

export function groupFilter(group: GroupBy, key: string | null): string {
  const none = group === 'owner' ? 'null' : '""';
  return `${groupField[group]} = ${key ? quote(key) : none}`;
}

export const groupPage = 200;

/** The first rows of each opened group. */
export function useGroupRows(open: string[], group: GroupBy | null, filter: string, q: string, sort: string) {
  return useQueries({
    queries: open.map((key) => ({
      queryKey: ['portfolio', 'group', group, key, filter, q, sort],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        get<Page<PortfolioRow>>(
          '/portfolio',
          { filter: allOf(filter, group ? groupFilter(group, key) : ''), q, sort, limit: groupPage },
          signal,
        ),
      enabled: group !== null,
    })),
  });
}

export function useSetClass() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, value, reason }: { id: string; value: string | null; reason: string }) =>
      put(`/accounts/${id}/class`, { class: value, reason }),
    onSuccess: () => {
      invalidate(client, 'accounts');
      invalidate(client, 'selection');
    },
  });
}

export const useViews = () => useList('saved-views', { filter: 'page = portfolio', sort: 'name', limit: 100 });
/** To whom accounts may be given: who works on them, and still signs in. */
export const useOwners = () =>
  useList('users', { filter: 'active = true and role != viewer', sort: 'name', limit: 200, fields: 'id,name' });
