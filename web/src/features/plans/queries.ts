import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post } from '@/api/client';
import { invalidate, useItem } from '@/api/queries';
import type { Page, Plan, PlanSection } from '@/api/types';

/** The plan of an account that is not closed, or its latest; null when there is none. */
export function useAccountPlan(accountId: string) {
  const found = useQuery({
    queryKey: ['plans', 'of', accountId],
    queryFn: async ({ signal }) =>
      (
        await get<Page<Plan>>(
          '/plans',
          { filter: `account_id = "${accountId}"`, sort: '-created_at', limit: 1 },
          signal,
        )
      ).items[0]?.id ?? null,
  });
  return { found, plan: useItem('plans', found.data) };
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
