/** Documents of plans: one at once, many in the background. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { apiUrl, get, post } from '@/api/client';
import { Fault } from '@/api/faults';
import type { DocumentBatch, Job, PlanDocument, Problem } from '@/api/types';

export const formats = ['html', 'pptx', 'xlsx', 'json'] as const;
export const audiences = ['internal', 'partner', 'customer_safe'] as const;
export const languages = ['en', 'es', 'nl'] as const;

export interface Wish {
  format: (typeof formats)[number];
  audience: (typeof audiences)[number];
  view: 'full' | 'executive';
  /** "now", a date, or the id of a revision. */
  at: string;
  lang: string;
}

export const documentUrl = (planId: string, wish: Wish): string => apiUrl(`/plans/${planId}/document`, { ...wish });

/** What the document will look like: the page, whatever the format asked for. */
export const usePreview = (planId: string, wish: Wish) =>
  useQuery({
    queryKey: ['plans', 'document', planId, { ...wish, format: 'html' }],
    queryFn: async ({ signal }) => {
      const answer = await fetch(documentUrl(planId, { ...wish, format: 'html' }), {
        signal,
        credentials: 'same-origin',
        headers: { 'Accept-Language': wish.lang },
      });
      if (!answer.ok) throw new Fault({ ...((await answer.json()) as Partial<Problem>), status: answer.status });
      return answer.text();
    },
    retry: false,
    staleTime: 0,
  });

export const useExecutiveView = (planId: string | null | undefined, lang: string) =>
  useQuery({
    queryKey: ['plans', 'executive', planId, lang],
    queryFn: ({ signal }) =>
      get<PlanDocument>(`/plans/${planId}/document`, { format: 'json', view: 'executive', lang }, signal),
    enabled: Boolean(planId),
  });

export interface BatchWish {
  account_ids?: string[];
  filter?: string;
  q?: string;
  format: Wish['format'];
  audience: Wish['audience'];
  view: Wish['view'];
  language: string;
}

export function useStartBatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BatchWish) =>
      post<DocumentBatch>('/document-batches', body, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['document-batches'] }),
  });
}

const isUnderWay = (batch: DocumentBatch | undefined) => batch?.state === 'waiting' || batch?.state === 'running';

/** A batch, asked for twice a second while it is made. */
export const useBatch = (id: string | null) =>
  useQuery({
    queryKey: ['document-batches', 'item', id],
    queryFn: ({ signal }) => get<DocumentBatch>(`/document-batches/${id}`, undefined, signal),
    enabled: Boolean(id),
    refetchInterval: (query) => (isUnderWay(query.state.data) ? 500 : false),
  });

export const useBatchJob = (batch: DocumentBatch | undefined) =>
  useQuery({
    queryKey: ['jobs', 'item', batch?.job_id],
    queryFn: ({ signal }) => get<Job>(`/jobs/${batch?.job_id}`, undefined, signal),
    enabled: Boolean(batch?.job_id) && isUnderWay(batch),
    refetchInterval: 500,
  });
