import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { Job, PlanBatch } from '@/api/types';

export function useStartBatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: {
      name: string;
      account_ids?: string[];
      filter?: string;
      objective?: string;
      activity?: string;
    }) => post<PlanBatch>('/plan-batches', body, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => invalidate(client, 'plan-batches'),
  });
}

export function useUndoBatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => post<PlanBatch>(`/plan-batches/${id}/undo`),
    onSuccess: () => invalidate(client, 'plan-batches'),
  });
}

/** What was made stays. */
export function useStopBatch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => post<PlanBatch>(`/plan-batches/${id}/cancellation`),
    onSuccess: () => {
      invalidate(client, 'plan-batches');
      void client.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
}

export const isRunning = (batch: PlanBatch): boolean => ['waiting', 'running', 'undoing'].includes(batch.state);

/** How far a batch is, while it runs. */
export function useProgress(batch: PlanBatch) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ['jobs', batch.job_id],
    queryFn: async ({ signal }) => {
      const job = await get<Job>(`/jobs/${batch.job_id}`, undefined, signal);
      if (job.state !== 'waiting' && job.state !== 'running') invalidate(client, 'plan-batches');
      return job;
    },
    enabled: Boolean(batch.job_id) && isRunning(batch),
    refetchInterval: isRunning(batch) ? 1000 : false,
  });
}
