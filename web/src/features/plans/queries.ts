import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, put } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { Page, Plan, PlanSection, PlanSummary } from '@/api/types';
import { useSend } from '@/ui/use-record-edit';

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

/** Answers a question, or says why it does not matter here; from what was read when the answer was begun. */
export function useAnswer() {
  const client = useQueryClient();
  const sendChange = useSend();
  return async (
    question: PlanQuestion,
    mine: { answer: string; declined_reason: string },
    answer = question.answer,
  ) => {
    await sendChange({
      route: 'plan-questions',
      record: question.id,
      base: { answer, declined_reason: question.declined_reason },
      mine,
      label: question.text,
    });
    invalidate(client, 'plans');
  };
}

export function useStartPlan(accountId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rigour: 'light' | undefined) =>
      post<Plan>(
        '/plans',
        { account_id: accountId, ...(rigour ? { rigour } : {}) },
        { idempotencyKey: crypto.randomUUID() },
      ),
    onSuccess: () => invalidate(client, 'plans'),
  });
}

/** Changes a field of a section other than its text. */
export function useChangeSection() {
  const client = useQueryClient();
  const sendChange = useSend();
  return async (section: PlanSection, mine: Partial<PlanSection>): Promise<void> => {
    const base = Object.fromEntries(Object.keys(mine).map((field) => [field, section[field as keyof PlanSection]]));
    await sendChange({ route: 'plan-sections', record: section.id, base, mine, label: section.title });
    invalidate(client, 'plan-sections');
  };
}

/** Writes the text of a section from the one that was read; the words stand on the screen at once. */
export function useWriteSection() {
  const client = useQueryClient();
  const sendChange = useSend();
  return async (section: PlanSection, base: { text: string; version: number }, text: string): Promise<void> => {
    const sent = await sendChange(
      {
        route: 'plan-sections',
        record: section.id,
        base: { body: base.text, version: base.version },
        mine: { body: text },
        label: section.title,
      },
      section.title,
    );
    const body = sent.state === 'saved' ? String(sent.merged?.record.body ?? text) : text;
    if (sent.state !== 'asked')
      client.setQueriesData<Plan>({ queryKey: ['plans', 'whole'] }, (plan) =>
        plan
          ? { ...plan, sections: plan.sections.map((one) => (one.id === section.id ? { ...one, body } : one)) }
          : plan,
      );
    if (sent.state !== 'waiting') invalidate(client, 'plan-sections');
  };
}

/** Lets the plan follow a version of a template. */
export function useFollow(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (versionId: string) => put(`/plans/${id}/template`, { version_id: versionId }),
    onSuccess: () => invalidate(client, 'plans'),
  });
}
