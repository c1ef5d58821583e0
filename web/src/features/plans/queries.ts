import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post, put } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { Page, Plan, PlanSection, PlanSummary } from '@/api/types';

/** The plan of an account that is not closed, or its latest; null when there is none. */
export function useAccountPlan(accountId: string) {
  const found = useQuery({
    queryKey: ['plans', 'of', accountId],
    queryFn: async ({ signal }) =>
      (
        await get<Page<PlanSummary>>(
          '/plans',
          { filter: `account_id = "${accountId}"`, sort: '-created_at', limit: 1 },
          signal,
        )
      ).items[0]?.id ?? null,
  });
  const plan = useQuery({
    queryKey: ['plans', 'whole', found.data],
    queryFn: ({ signal }) => get<Plan>(`/plans/${found.data}`, undefined, signal),
    enabled: Boolean(found.data),
  });
  return { found, plan };
}

/** Drafts again, from today's records, the sections that nobody edited. */
export function useRefreshPlan(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<Plan>(`/plans/${id}/refresh`),
    onSuccess: () => invalidate(client, 'plans'),
  });
}

/** Says that a section was read and still holds. */
export function useReviewSection() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => put(`/plan-sections/${id}/review`, {}),
    onSuccess: () => invalidate(client, 'plans'),
  });
}

export type PlanQuestion = PlanSection['questions'][number];

export function useAnswer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ question, body }: { question: PlanQuestion; body: { answer?: string; declined_reason?: string } }) =>
      patch(`/plan-questions/${question.id}`, body, question.version),
    onSuccess: () => invalidate(client, 'plans'),
  });
}

export function useStartPlan(accountId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<Plan>('/plans', { account_id: accountId }, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => invalidate(client, 'plans'),
  });
}

export function useSaveSection() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ section, body }: { section: PlanSection; body: Partial<PlanSection> }) =>
      patch<PlanSection>(`/plan-sections/${section.id}`, body, section.version),
    onSuccess: () => invalidate(client, 'plan-sections'),
  });
}
