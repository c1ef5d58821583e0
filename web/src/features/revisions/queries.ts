import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, put } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { Page, PlanDifference, Resources } from '@/api/types';

export type Revision = Resources['plan-revisions'];

export const useRevisions = (planId: string) =>
  useQuery({
    queryKey: ['plan-revisions', 'of', planId],
    queryFn: ({ signal }) =>
      get<Page<Revision>>('/plan-revisions', { filter: `plan_id = "${planId}"`, sort: '-number', limit: 1000 }, signal),
  });

/** `from` and `to` are "now", a date, or the id of a revision. */
export const useDifference = (planId: string, from: string, to: string) =>
  useQuery({
    queryKey: ['plans', 'difference', planId, from, to],
    queryFn: ({ signal }) => get<PlanDifference>(`/plans/${planId}/difference`, { from, to }, signal),
    enabled: Boolean(from) && from !== to,
    retry: false,
  });

export function useNameRevision(planId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; note: string; ask_approval: boolean }) =>
      post<Revision>(`/plans/${planId}/revisions`, body, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => invalidate(client, 'plan-revisions'),
  });
}

export function useAskApproval() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => put(`/plan-revisions/${id}/request`, {}),
    onSuccess: () => invalidate(client, 'plan-revisions'),
  });
}

export function useDecideRevision() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, decision, note }: { id: string; decision: 'approved' | 'sent_back'; note: string }) =>
      put(`/plan-revisions/${id}/decision`, { decision, note }),
    onSuccess: () => {
      invalidate(client, 'plan-revisions');
      invalidate(client, 'plans');
    },
  });
}

export function useRestoreSection(planId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ section, at }: { section: string; at: string }) =>
      put<{ changed: number }>(`/plans/${planId}/sections/${section}/restoration`, { at }),
    onSuccess: () => invalidate(client, 'plans'),
  });
}
