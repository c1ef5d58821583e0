import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, patch, post, remove } from '@/api/client';
import { invalidate } from '@/api/queries';
import type {
  AccountClasses,
  AccountScore,
  Attention,
  ClassHistory,
  ClassPreview,
  ClassRules,
  ClassTransitions,
  ComputedField,
  Pareto,
  PortfolioGroup,
  Ranking,
  SelectionCriterion,
  SelectionMap,
  SelectionModel,
  SelectionModels,
  SelectionVersions,
  Sensitivity,
} from '@/api/types';

export const standardModel = 'selection';

export function useModels(enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['selection', 'models'],
    queryFn: ({ signal }) => get<SelectionModels>('/selection/models', undefined, signal),
  });
}

/** Numbers of an account that a computed criterion may be made of. */
export function useComputedFields(enabled = true) {
  return useQuery({
    enabled,
    queryKey: ['selection', 'fields'],
    queryFn: ({ signal }) => get<{ items: ComputedField[] }>('/selection/fields', undefined, signal),
    staleTime: 60_000,
  });
}

export type CriterionChange = Pick<SelectionCriterion, 'key'> & Partial<SelectionCriterion> & { remove?: true };

/** What of the criteria to send: own ones that are no longer there are said to leave. */
export function criterionChanges(criteria: CriterionChange[], saved: SelectionCriterion[]): CriterionChange[] {
  const left = saved.filter((one) => one.own && !criteria.some((other) => other.key === one.key));
  return [...criteria, ...left.map(({ key }): CriterionChange => ({ key, remove: true }))];
}

export type ModelChange = Partial<
  Pick<SelectionModel, 'name' | 'filter' | 'position' | 'thresholds'> & { criteria: CriterionChange[] }
>;

export function useSaveModel(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, change }: { version: number; change: ModelChange }) =>
      patch<SelectionModel>(`/selection/models/${id}`, change, version),
    onSuccess: () => invalidate(client, 'selection'),
  });
}

export function useAddModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; filter: string; position: number }) =>
      post<{ id: string }>('/selection-models', body, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => invalidate(client, 'selection'),
  });
}

export function useRemoveModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) => remove(`/selection-models/${id}`, version),
    onSuccess: () => invalidate(client, 'selection'),
  });
}

export function useRestoreModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => post(`/selection-models/${id}/restoration`),
    onSuccess: () => invalidate(client, 'selection'),
  });
}

export function useVersions(id: string) {
  return useQuery({
    queryKey: ['selection', 'versions', id],
    queryFn: ({ signal }) => get<SelectionVersions>(`/selection/models/${id}/versions`, undefined, signal),
  });
}

/** The ranking under criteria that are only tried; the last answer stays until the next one is there. */
export function useRanking(
  id: string,
  criteria: SelectionModel['criteria'],
  saved: SelectionModel['criteria'],
  top: number,
) {
  const tried = criterionChanges(
    criteria.map(({ key, weight, direction, missing, ...rest }) =>
      rest.own
        ? { key, weight, direction, missing, name: rest.name, kind: rest.kind, side: rest.side, field: rest.field }
        : { key, weight, direction, missing },
    ),
    saved,
  );
  return useQuery({
    queryKey: ['selection', 'ranking', id, top, tried],
    queryFn: ({ signal }) => post<Ranking>(`/selection/models/${id}/ranking`, { top, criteria: tried }, { signal }),
    enabled: criteria.some((criterion) => criterion.weight > 0),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
}

export function useSensitivity(id: string, top: number, change: number) {
  return useQuery({
    queryKey: ['selection', 'sensitivity', id, top, change],
    queryFn: ({ signal }) => get<Sensitivity>(`/selection/models/${id}/sensitivity`, { top, change }, signal),
    placeholderData: keepPreviousData,
  });
}

export function useMap(filter: string, attractiveness: number, position: number) {
  return useQuery({
    queryKey: ['selection', 'map', filter, attractiveness, position],
    queryFn: ({ signal }) => get<SelectionMap>('/selection/map', { filter, attractiveness, position }, signal),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
}

export function useTag() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { account_ids: string[]; add?: string[]; remove?: string[] }) =>
      post<{ changed: number; unseen: number }>('/selection/tags', body),
    onSuccess: () => invalidate(client, 'accounts'),
  });
}

export function useScore(accountId: string | null) {
  return useQuery({
    queryKey: ['account', accountId, 'score'],
    queryFn: ({ signal }) => get<AccountScore>(`/accounts/${accountId}/score`, undefined, signal),
    enabled: accountId !== null,
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
    queryFn: ({ signal }) => get<Pareto>('/portfolio/pareto', undefined, signal),
  });
}

export function useClasses() {
  return useQuery({
    queryKey: ['portfolio', 'summary', '', '', 'class'],
    queryFn: ({ signal }) =>
      get<{ items: PortfolioGroup[]; unconverted: number }>('/portfolio/summary', { group: 'class' }, signal),
  });
}

/** Who would stand where under these rules; nothing is saved. */
export function useClassPreview(rules: ClassRules, enabled: boolean) {
  return useQuery({
    queryKey: ['selection', 'class-preview', rules],
    queryFn: ({ signal }) => post<ClassPreview>('/selection/classes/preview', { thresholds: rules }, { signal }),
    enabled,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  });
}

export function useClassHistory(filter: string) {
  return useQuery({
    queryKey: ['portfolio', 'class-history', filter],
    queryFn: ({ signal }) => get<ClassHistory>('/selection/classes/history', { filter }, signal),
    placeholderData: keepPreviousData,
  });
}

/** `from` and `to`: last days of periods, or "now"; with a field of the matrix, its accounts too. */
export function useTransitions(
  from: string,
  to: string,
  filter: string,
  field: { from: string; to: string } | null = null,
) {
  return useQuery({
    queryKey: ['portfolio', 'class-transitions', from, to, filter, field],
    queryFn: ({ signal }) =>
      get<ClassTransitions>(
        '/selection/classes/transitions',
        { from, to, filter, from_class: field?.from, to_class: field?.to },
        signal,
      ),
    enabled: from !== '',
    placeholderData: keepPreviousData,
  });
}

export function useAccountClasses(accountId: string) {
  return useQuery({
    queryKey: ['account', accountId, 'classes'],
    queryFn: ({ signal }) => get<AccountClasses>(`/accounts/${accountId}/classes`, undefined, signal),
  });
}

export interface AttentionAsked {
  measure: Attention['measure'];
  value: Attention['value'];
  months: number;
  until: string;
}

export function useAttention({ until, ...asked }: AttentionAsked, filter: string) {
  return useQuery({
    queryKey: ['portfolio', 'attention', asked, until, filter],
    queryFn: ({ signal }) =>
      get<Attention>('/selection/attention', { ...asked, until: until || undefined, filter }, signal),
    placeholderData: keepPreviousData,
  });
}
