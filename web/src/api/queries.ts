/**
 * Hooks over described resources. Query keys open with the route, so that a change event of the server can
 * invalidate everything that shows the resource.
 */
import {
  keepPreviousData,
  type QueryClient,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { get, patch, post, remove, request } from './client';
import type { Page, Resources, Route } from './types';

export interface ListParams {
  filter?: string;
  q?: string;
  sort?: string;
  limit?: number;
  fields?: string;
  count?: boolean;
}

type Query = Record<string, string | number | boolean | undefined>;
const asQuery = (params: ListParams): Query => ({ ...params, count: params.count || undefined });

export function listOptions<R extends Route>(route: R, params: ListParams = {}) {
  return {
    queryKey: [route, 'list', params] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => get<Page<Resources[R]>>(`/${route}`, asQuery(params), signal),
  };
}

export function useList<R extends Route>(route: R, params: ListParams = {}, enabled = true) {
  return useQuery({ ...listOptions(route, params), enabled, placeholderData: keepPreviousData });
}

/** All pages of a list as they are asked for. */
export function usePages<R extends Route>(route: R, params: ListParams, enabled = true) {
  return useInfiniteQuery({
    queryKey: [route, 'pages', params],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Resources[R]>>(
        `/${route}`,
        // the total is counted once, with the first page
        { ...asQuery({ ...params, count: params.count && !pageParam }), cursor: pageParam || undefined },
        signal,
      ),
    // comparing thousands of rows with each page that arrives costs more than it saves
    structuralSharing: false,
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor || undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useItem<R extends Route>(route: R, id: string | null | undefined): UseQueryResult<Resources[R]> {
  return useQuery({
    queryKey: [route, 'item', id],
    queryFn: ({ signal }) => get<Resources[R]>(`/${route}/${id}`, undefined, signal),
    enabled: Boolean(id),
  });
}

const quoted = (id: string) => `"${id}"`;

/** Names of records by id, in one request; ids that cannot be seen are simply not in the map. */
export function useNames(
  route: 'accounts' | 'users' | 'people' | 'products' | 'needs' | 'account-units' | 'opportunities',
  ids: (string | null | undefined)[],
) {
  const wanted = [...new Set(ids.filter((id): id is string => Boolean(id)))].sort();
  return useQuery({
    queryKey: [route, 'names', wanted],
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>();
      for (let at = 0; at < wanted.length; at += 100) {
        const filter = `id in (${wanted
          .slice(at, at + 100)
          .map(quoted)
          .join(',')})`;
        const page = await get<Page<{ id: string; name: string }>>(
          `/${route}`,
          { filter, fields: 'id,name', limit: 100 },
          signal,
        );
        for (const item of page.items) names.set(item.id, item.name);
      }
      return names;
    },
    enabled: wanted.length > 0,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  }).data;
}

/** The name of a record that this page has seen in a list, without asking for it; '' when it has not. */
export function useKnownName(route: Route): (id: string) => string {
  const client = useQueryClient();
  return (id) => {
    const pages = client.getQueriesData<{ items?: { id: string; name?: string }[] }>({ queryKey: [route] });
    for (const [, page] of pages) {
      const found = Array.isArray(page?.items) ? page.items.find((one) => one.id === id) : undefined;
      if (found?.name) return found.name;
    }
    return '';
  };
}

/** What is shown again after a record of a route changed: the route itself and the read models built on it. */
const dependents: Record<string, string[]> = {
  accounts: ['portfolio', 'account', 'search', 'groups'],
  'account-team': ['account', 'portfolio', 'plans'],
  people: ['account', 'plans'],
  interactions: ['account', 'portfolio'],
  opportunities: ['account', 'portfolio'],
  'sales-lines': ['account', 'portfolio', 'selection'],
  plans: ['account', 'portfolio', 'plan-sections', 'plan-tasks', 'programme', 'key-accounts'],
  'plan-sections': ['plans', 'account', 'portfolio'],
  selection: ['portfolio', 'account', 'programme', 'groups'],
  groups: ['portfolio'],
  'plan-templates': ['plans', 'plan-template-versions'],
  'plan-batches': ['plan-batch-lines'],
  'key-accounts': ['programme', 'plans'],
  'key-account-moves': ['programme', 'key-accounts'],
  'programme-settings': ['programme'],
  'manager-capacities': ['programme'],
  'rollout-waves': ['programme'],
  'rollout-accounts': ['programme'],
  comments: ['inbox'],
  imports: [],
};

export function invalidate(client: QueryClient, route: string): void {
  for (const name of [route, ...(dependents[route] ?? [])]) void client.invalidateQueries({ queryKey: [name] });
}

export function useCreate<R extends Route>(route: R) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Partial<Resources[R]>) =>
      post<Resources[R]>(`/${route}`, body, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => invalidate(client, route),
  });
}

export interface Change<T> {
  id: string;
  version: number;
  body: Partial<T>;
}

/** A change shown at once and taken back when the server refuses it. */
export function useUpdate<R extends Route>(route: R) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, body }: Change<Resources[R]>) => patch<Resources[R]>(`/${route}/${id}`, body, version),
    onMutate: async ({ id, body }: Change<Resources[R]>) => {
      const key = [route, 'item', id];
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Resources[R]>(key);
      if (before) client.setQueryData(key, { ...before, ...body });
      return { key, before };
    },
    onError: (_error, _change, context) => {
      if (context?.before) client.setQueryData(context.key, context.before);
    },
    onSuccess: (saved, { id }) => {
      client.setQueryData([route, 'item', id], saved);
      invalidate(client, route);
    },
  });
}

export function useRemove<R extends Route>(route: R) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) => remove(`/${route}/${id}`, version),
    onSuccess: () => invalidate(client, route),
  });
}

export function useRestore<R extends Route>(route: R) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<Resources[R]>('POST', `/${route}/${id}/restoration`, { body: {} }),
    onSuccess: () => invalidate(client, route),
  });
}

/** Who sees an account: whom one may mention there, and to whom something of it may be given. */
export function useReaders(accountId: string, enabled = true) {
  return useQuery({
    queryKey: ['comments', 'readers', accountId],
    queryFn: ({ signal }) =>
      get<{ items: { id: string; name: string; role: string }[] }>(`/accounts/${accountId}/readers`, undefined, signal),
    enabled,
    staleTime: 60_000,
  });
}
