import type { QueryClient } from '@tanstack/react-query';
import { apiPrefix } from './client';
import { invalidate } from './queries';

interface ChangeEvent {
  seq: number;
  entity: string;
  entity_id: string;
  account_id: string | null;
}

const routeOf = (entity: string): string => {
  const irregular: Record<string, string> = {
    person: 'people',
    account_team_member: 'account-team',
    plan_section: 'plan-sections',
    comment: 'comments',
    plan_template: 'plan-templates',
    plan_template_version: 'plan-templates',
    plan_batch: 'plan-batches',
    plan_import: 'plan-imports',
    plan_batch_line: 'plan-batches',
    opportunity_stage: 'opportunity-stages',
  };
  // whatever hangs on a plan is shown with the plan
  if (entity.startsWith('plan_') && !irregular[entity]) return 'plans';
  return irregular[entity] ?? entity.replaceAll('_', '-');
};

/**
 * Listens to the change log and asks again for what is on screen. Changes arrive in bursts during an import,
 * so the routes are gathered and invalidated at most once a second. Returns the function that stops listening.
 */
export function listenToChanges(client: QueryClient): () => void {
  if (typeof EventSource === 'undefined') return () => {};
  const touched = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    for (const route of touched) invalidate(client, route);
    touched.clear();
  };
  const source = new EventSource(`${apiPrefix}/events`);
  source.addEventListener('change', (event) => {
    const change = JSON.parse((event as MessageEvent<string>).data) as ChangeEvent;
    touched.add(routeOf(change.entity));
    timer ??= setTimeout(flush, 1000);
  });
  // somebody came to a plan, went or moved: only the page that has the plan open knows the channel
  source.addEventListener('presence', (event) => {
    const { channel } = JSON.parse((event as MessageEvent<string>).data) as { channel: string };
    void client.invalidateQueries({
      queryKey: ['presence'],
      predicate: (query) => (query.state.data as { channel?: string } | undefined)?.channel === channel,
    });
  });
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
