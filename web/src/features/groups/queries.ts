import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, request } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { AccountGroup, GroupCharacterisation, GroupCount, GroupCounts, RfmGrid, RuleField } from '@/api/types';
import { type Branch, ruleOf } from './rule';

export function useRuleFields() {
  return useQuery({
    queryKey: ['groups', 'fields'],
    queryFn: ({ signal }) => get<{ items: RuleField[] }>('/groups/fields', undefined, signal),
    staleTime: 300_000,
  });
}

/** What occurs in a text field, for suggestions. */
export function useFieldValues(field: string | null) {
  return useQuery({
    queryKey: ['groups', 'values', field],
    queryFn: ({ signal }) => get<{ items: { value: string; accounts: number }[] }>('/groups/values', { field }, signal),
    enabled: field !== null,
    staleTime: 60_000,
  });
}

/** How many accounts the rule finds; the last answer stays until the next one is there. */
export function useCount(rule: Branch) {
  return useQuery({
    queryKey: ['groups', 'count', ruleOf(rule)],
    queryFn: ({ signal }) => post<GroupCount>('/groups/count', { rule: ruleOf(rule) }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 30_000,
  });
}

export function useCounts() {
  return useQuery({
    queryKey: ['groups', 'counts'],
    queryFn: ({ signal }) => get<GroupCounts>('/groups/counts', undefined, signal),
  });
}

export function useRfm() {
  return useQuery({
    queryKey: ['groups', 'rfm'],
    queryFn: ({ signal }) => get<RfmGrid>('/groups/rfm', undefined, signal),
  });
}

export function useCharacterisation(id: string) {
  return useQuery({
    queryKey: ['groups', 'characterisation', id],
    queryFn: ({ signal }) => get<GroupCharacterisation>(`/groups/${id}/characterisation`, undefined, signal),
  });
}

/** Freezes the group or gives it its life back. */
export function useFreeze() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ group, frozen }: { group: AccountGroup; frozen: boolean }) =>
      request<AccountGroup>(frozen ? 'PUT' : 'DELETE', `/groups/${group.id}/freezing`, {
        version: group.version,
        body: frozen ? {} : undefined,
      }),
    onSuccess: (group) => {
      client.setQueryData(['groups', 'item', group.id], group);
      invalidate(client, 'groups');
    },
  });
}
