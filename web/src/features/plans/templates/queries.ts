import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post } from '@/api/client';
import { invalidate, useItem } from '@/api/queries';
import type { PlanTemplate, PlanTemplateRow, TemplateEffect } from '@/api/types';
import { useLanguage } from '@/lib/i18n/i18n';

/** Sections and questions that templates are built from, in the reader's language. */
export function useShelf() {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['plan-template', language],
    queryFn: ({ signal }) => get<PlanTemplate>('/plan-template', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export const useTemplate = (id: string) => useItem('plan-templates', id);

export function useSaveTemplate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, body }: { id: string; version: number; body: Partial<PlanTemplateRow> }) =>
      patch<PlanTemplateRow>(`/plan-templates/${id}`, body, version),
    onSuccess: (saved) => {
      client.setQueryData(['plan-templates', 'item', saved.id], saved);
      invalidate(client, 'plan-templates');
    },
  });
}

export function useEffectOfPublishing(id: string, version: number, enabled: boolean) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['plan-templates', 'effect', id, version, language],
    queryFn: ({ signal }) => get<TemplateEffect>(`/plan-templates/${id}/effect`, undefined, signal),
    enabled,
  });
}

export function usePublish(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: string) => post<{ id: string; number: number }>(`/plan-templates/${id}/versions`, { note }),
    onSuccess: () => {
      invalidate(client, 'plan-templates');
      invalidate(client, 'plans');
    },
  });
}

/** Lets many plans follow a version, in a job: those named, else all of the template that the caller sees. */
export function useMovePlans() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ versionId, planIds }: { versionId: string; planIds?: string[] }) =>
      post<{ job_id: string; plan_ids: string[] }>(
        `/plan-template-versions/${versionId}/plans`,
        planIds ? { plan_ids: planIds } : {},
      ),
    onSuccess: () => invalidate(client, 'plans'),
  });
}
