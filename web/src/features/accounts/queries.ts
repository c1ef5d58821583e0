import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get } from '@/api/client';
import { useItem } from '@/api/queries';
import type { Change, Page, PortfolioRow, SalesSeries } from '@/api/types';

export const useAccount = (id: string) => useItem('accounts', id);

/** The account's figures as the portfolio shows them. */
export function usePortfolioRow(id: string) {
  return useQuery({
    queryKey: ['portfolio', 'row', id],
    queryFn: async ({ signal }) =>
      (await get<Page<PortfolioRow>>('/portfolio', { filter: `id = "${id}"`, limit: 1 }, signal)).items[0] ?? null,
  });
}

export function useSales(id: string, group: 'line' | 'product', from?: string, to?: string) {
  return useQuery({
    queryKey: ['account', id, 'sales', group, from, to],
    queryFn: ({ signal }) => get<SalesSeries>(`/accounts/${id}/sales`, { group, by: 'month', from, to }, signal),
  });
}

/** The newest changes first; older ones page by page. */
export function useHistory(id: string) {
  return useInfiniteQuery({
    queryKey: ['account', id, 'history'],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: Change[]; next_before: number | null; titles: Record<string, string> }>(
        `/accounts/${id}/history`,
        { limit: 100, before: pageParam || undefined },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next_before ?? undefined,
  });
}
