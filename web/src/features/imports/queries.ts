import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post, remove, request } from '@/api/client';
import { useList } from '@/api/queries';
import type { ImportJob } from '@/api/types';

const running = new Set(['checking', 'queued', 'applying', 'undoing']);
export const isRunning = (job: ImportJob | undefined): boolean => job !== undefined && running.has(job.state);

/** One import; asked for twice a second while it works. */
export function useImport(id: string) {
  return useQuery({
    queryKey: ['imports', 'item', id],
    queryFn: ({ signal }) => get<ImportJob>(`/imports/${id}`, undefined, signal),
    refetchInterval: (query) => (isRunning(query.state.data) ? 500 : false),
  });
}

export const useImports = () => useList('imports', { sort: '-created_at', limit: 50 });

export function useUpload() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) =>
      request<ImportJob>('POST', '/imports', {
        query: { name: file.name },
        raw: file,
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['imports'] }),
  });
}

export type ImportStep = 'check' | 'apply' | 'undo' | 'cancel';

/** The verbs of an import; each answers at once and the work goes on in the background. */
export function useImportStep(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: ImportStep) => {
      const path = `/imports/${id}`;
      if (step === 'check') return post(`${path}/check`);
      if (step === 'apply') return post(`${path}/application`);
      if (step === 'undo') return remove(`${path}/application`);
      return post(`${path}/cancellation`);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['imports'] }),
  });
}

export function useChangeImport(job: ImportJob) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Partial<Pick<ImportJob, 'target' | 'mapping' | 'options'>>) =>
      patch<ImportJob>(`/imports/${job.id}`, body, job.version),
    onSuccess: (saved) => client.setQueryData(['imports', 'item', job.id], saved),
  });
}
