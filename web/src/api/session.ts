import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { setDraftOwner } from '@/lib/drafts';
import { request, setCsrf } from './client';
import { isFault } from './faults';
import type { DemoPerson, Route, Session } from './types';

/** Who is signed in; or nobody, with what the server can offer instead. */
export type SessionState =
  | { signedIn: true; session: Session }
  | { signedIn: false; setupNeeded: boolean; demo: boolean };

export const sessionKey = ['session'] as const;

async function loadSession(): Promise<SessionState> {
  try {
    const session = await request<Session>('GET', '/session', { quiet: true });
    setCsrf(session.csrf);
    setDraftOwner(session.user.id);
    return { signedIn: true, session };
  } catch (error) {
    if (!isFault(error, 401)) throw error;
    return { signedIn: false, setupNeeded: error.body.setup_needed === true, demo: error.body.demo === true };
  }
}

export const sessionOptions = queryOptions({ queryKey: sessionKey, queryFn: loadSession, staleTime: 300_000 });

export function useSessionState() {
  return useQuery(sessionOptions);
}

/** The session of a signed-in page; the shell renders pages only when there is one. */
export function useSession(): Session {
  const { data } = useSessionState();
  if (!data?.signedIn) throw new Error('no session');
  return data.session;
}

export function useCan(): (permission: string) => boolean {
  const { user } = useSession();
  const granted = new Set(user.permissions);
  return (permission) => granted.has(permission);
}

/** The currency that totals are shown in. */
export function useCurrency(): string {
  return useSession().workspace?.currency ?? 'EUR';
}

const areas: Record<string, string | undefined> = {
  'account-units': 'accounts',
  'account-locations': 'accounts',
  'account-team': 'accounts',
  'account-classes': 'selection',
  'account-judgements': 'selection',
  'import-mappings': 'imports',
  interactions: 'people',
  needs: 'products',
  'sales-lines': 'sales',
  'opportunity-stages': 'workspace',
  'exchange-rates': 'workspace',
  'custom-fields': 'workspace',
  'saved-views': 'views',
  'key-accounts': 'programme',
  'key-account-moves': 'programme',
  'rollout-waves': 'selection',
  'plan-sections': 'plans',
  'plan-objectives': 'plans',
  'plan-questions': 'plans',
  'plan-sources': 'plans',
  'plan-entries': 'plans',
  'plan-batches': 'plans',
  'plan-imports': 'plans',
  'plan-templates': 'selection',
};

/** Whether the reader may change records of a route; the server decides again with each request. */
export function useMayWrite(route: Route | 'selection' | 'workspace'): boolean {
  return useCan()(`${areas[route] ?? route}.write`);
}

type Door =
  | { path: '/session'; body: { email: string; password: string } }
  | { path: '/demo/session'; body: { user_id: string } }
  | { path: '/setup'; body: Record<string, string> };

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: Door) => request<unknown>('POST', path, { body, quiet: true }),
    onSuccess: async () => {
      client.clear();
      await client.fetchQuery({ ...sessionOptions, staleTime: 0 });
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>('DELETE', '/session'),
    onSettled: () => {
      setCsrf('');
      client.clear();
      window.location.assign('/login');
    },
  });
}

export function useDemoPeople(enabled: boolean) {
  return useQuery({
    queryKey: ['demo', 'people'],
    queryFn: async () => {
      const answer = await request<DemoPerson[] | { items: DemoPerson[] }>('GET', '/demo/people', { quiet: true });
      return Array.isArray(answer) ? answer : answer.items;
    },
    enabled,
  });
}

/** The language goes with the person, to every browser. */
export const saveLanguage = (language: string) => request<Session>('PATCH', '/session', { body: { language } });
