import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { ParetoPoint, PortfolioGroup, SelectionModel } from '@/api/types';

export function useModel() {
  return useQuery({
    queryKey: ['selection', 'model'],
    queryFn: ({ signal }) => get<SelectionModel>('/selection/model', undefined, signal),
  });
}

export function useSaveModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, criteria }: { version: number; criteria: SelectionModel['criteria'] }) =>
      patch<SelectionModel>('/selection/model', { criteria }, version),
    onSuccess: (saved) => {
      client.setQueryData(['selection', 'model'], saved);
      invalidate(client, 'selection');
    },
  });
}

/** Scores and classes all accounts again. */
export function useRunSelection() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post('/selection/runs'),
    onSuccess: () => invalidate(client, 'selection'),
  });
}

export function usePareto() {
  return useQuery({
    queryKey: ['portfolio', 'pareto'],
    queryFn: ({ signal }) => get<{ items: ParetoPoint[] }>('/portfolio/pareto', undefined, signal),
  });
}

export function useClasses() {
  return useQuery({
    queryKey: ['portfolio', 'summary', '', '', 'class'],
    queryFn: ({ signal }) => get<{ items: PortfolioGroup[] }>('/portfolio/summary', { group: 'class' }, signal),
  });
}
