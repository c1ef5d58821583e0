/**
 * The plan that the workspace shows, and how its rows change: at once on the screen, taken back by a toast, merged into
 * what others changed meanwhile, and sent later when the connection is gone.
 */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { get, remove, request } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { Plan, Route } from '@/api/types';
import { discard, sendNew, sendRemoval, useUnsent } from '@/api/unsent';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { useToast } from '@/ui/toast';
import { useSend } from '@/ui/use-record-edit';
import { isWaiting, useWithWaiting } from './waiting-rows';

export const routes = {
  swot_items: 'plan-swot-items',
  tows_moves: 'plan-tows-moves',
  competitors: 'plan-competitors',
  insights: 'plan-insights',
  value_propositions: 'plan-value-propositions',
  initiatives: 'plan-initiatives',
  possibilities: 'plan-possibilities',
  profile_entries: 'plan-profile-entries',
  checks: 'plan-checks',
  tasks: 'plan-tasks',
  sources: 'plan-sources',
  objectives: 'plan-objectives',
  entries: 'plan-entries',
} as const satisfies Record<string, Route>;

/** The described name of a list's rows. */
export const entityOf = (list: ListName): string =>
  routes[list].replace(/ies$/, 'y').replace(/s$/, '').replaceAll('-', '_');
export type ListName = keyof typeof routes;
export type RowOf<L extends ListName> = Plan[L][number];
export type Body = Record<string, unknown>;
export interface Row {
  id: string;
  version: number;
}

export interface PlanTools {
  plan: Plan;
  readOnly: boolean;
  /** Throws what the server refused, for the field that asked. `seen`: the values from which the reader started. */
  change: (list: ListName, row: Row, body: Body, seen?: Body) => Promise<void>;
  /** Without a connection the row waits in this browser, and is shown from there. */
  add: (list: ListName, body: Body) => Promise<void>;
  drop: (list: ListName, row: Row) => Promise<void>;
  /** Says something of a step, a condition or a criterion, whether somebody did before or not. */
  check: (list: 'ladder' | 'condition' | 'stage', key: string, body: Body) => Promise<void>;
  nameOf: (id: string | null | undefined) => string;
}

const Context = createContext<PlanTools | null>(null);

export function usePlan(): PlanTools {
  const tools = useContext(Context);
  if (!tools) throw new Error('usePlan outside of a PlanProvider');
  return tools;
}

const patched = (plan: Plan, list: ListName, id: string, body: Body): Plan => ({
  ...plan,
  [list]: (plan[list] as Row[]).map((row) => (row.id === id ? { ...row, ...body } : row)),
});
const without = (plan: Plan, list: ListName, id: string): Plan => ({
  ...plan,
  [list]: (plan[list] as Row[]).filter((row) => row.id !== id),
});
const withRow = (plan: Plan, list: ListName, row: Row): Plan =>
  // the stream of changes may have brought it already
  (plan[list] as Row[]).some((known) => known.id === row.id)
    ? plan
    : { ...plan, [list]: [...(plan[list] as Row[]), row] };

function usePlanCache(plan: Plan) {
  const client = useQueryClient();
  const key = useMemo(() => ['plans', 'whole', plan.id], [plan.id]);
  return {
    client,
    /** Puts the change on the screen; returns what takes it back. */
    show: async (next: (plan: Plan) => Plan) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<Plan>(key);
      if (before) client.setQueryData(key, next(before));
      return () => client.setQueryData(key, before);
    },
    settle: (next: (plan: Plan) => Plan) => {
      client.setQueryData<Plan>(key, (now) => now && next(now));
      invalidate(client, 'plans');
    },
  };
}

export function PlanProvider({
  plan: known,
  readOnly,
  children,
}: {
  plan: Plan;
  readOnly: boolean;
  children: ReactNode;
}) {
  const plan = useWithWaiting(known);
  const unsent = useUnsent();
  const t = useT();
  const term = useTerm();
  const toast = useToast();
  const { client, show, settle } = usePlanCache(plan);
  const sendChange = useSend();

  const labelOf = (list: ListName, row: Body) =>
    String(row.title ?? row.name ?? row.text ?? row.offer ?? term('entity', entityOf(list)));

  const change = async (list: ListName, row: Row, body: Body, seen?: Body) => {
    const known = row as unknown as Body;
    const base = seen ?? Object.fromEntries(Object.keys(body).map((field) => [field, known[field] ?? null]));
    const label = labelOf(list, known);
    const takeBack = await show((now) => patched(now, list, row.id, body));
    try {
      const sent = await sendChange({ route: routes[list], record: row.id, base, mine: body, label });
      if (sent.state === 'saved')
        settle((now) => patched(now, list, row.id, (sent.merged?.record ?? body) as unknown as Body));
      else if (sent.state === 'asked') {
        takeBack();
        invalidate(client, 'plans');
      }
    } catch (error) {
      takeBack();
      throw error;
    }
  };
  const drop = async (list: ListName, row: Row) => {
    const route = routes[list];
    const entry = unsent.find((one) => one.id === row.id);
    if (isWaiting(row) && entry) return discard(entry);
    const takeBack = await show((now) => without(now, list, row.id));
    try {
      const base = row as unknown as Body;
      const sent = await sendRemoval({ route, record: row.id, base, label: labelOf(list, base) });
      if (sent.state === 'waiting') toast.done(t('unsent.kept'));
      if (sent.state === 'asked') takeBack();
      if (sent.state !== 'saved') return;
      invalidate(client, 'plans');
      toast.done(t('plan.row_removed'), async () => {
        await request('POST', `/${route}/${row.id}/restoration`, { body: {} });
        invalidate(client, 'plans');
      });
    } catch (error) {
      takeBack();
      toast.failed(error);
    }
  };
  const add = async (list: ListName, body: Body) => {
    const route = routes[list];
    const label = labelOf(list, body);
    const sent = await sendNew({ route, mine: { plan_id: plan.id, ...body }, label });
    if (sent.state === 'waiting') toast.done(t('unsent.kept'));
    if (sent.state !== 'saved' || !sent.merged) return;
    const row = sent.merged.record;
    settle((now) => withRow(now, list, row));
    toast.done(t('plan.row_added'), async () => {
      const fresh = await get<Row>(`/${route}/${row.id}`);
      await remove(`/${route}/${row.id}`, fresh.version);
      invalidate(client, 'plans');
    });
  };
  const check: PlanTools['check'] = async (list, key, body) => {
    const known = plan.checks.find((row) => row.list === list && row.key === key);
    if (known) await change('checks', known, body);
    else await add('checks', { list, key, ...body });
  };
  const nameOf = (id: string | null | undefined) => (id ? ((plan.names as Record<string, string>)[id] ?? '') : '');

  return <Context.Provider value={{ plan, readOnly, change, add, drop, check, nameOf }}>{children}</Context.Provider>;
}
