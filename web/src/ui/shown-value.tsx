/** A value of any field as a reader writes it: names for what it points to, dates and money in his formats. */
import { useNames } from '@/api/queries';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';

type NamedRoute = Parameters<typeof useNames>[0];
/** Where the names of a field's records are; undefined when it points to none that has a name. */
export function routeOfField(field: string): NamedRoute | undefined {
  const stem = field.replace(/_ids?$/, '');
  if (field.endsWith('_by')) return 'users';
  if (stem === field) return undefined;
  const routes: Record<string, NamedRoute> = {
    owner: 'users',
    author: 'users',
    user: 'users',
    manager: 'users',
    mention: 'users',
    sponsor: 'people',
    person: 'people',
    reports_to: 'people',
    product: 'products',
    need: 'needs',
    unit: 'account-units',
    account: 'accounts',
    parent: 'accounts',
    replaces: 'accounts',
    opportunity: 'opportunities',
  };
  return routes[stem];
}

/** Fields of one name have choices of several meanings: where the words of each stand. */
const families: Record<string, string> = {
  'plan.status': 'plan_status',
  'plan.stage': 'plan_stage',
  'plan_objective.kind': 'objective_kind',
  'plan_objective.status': 'objective_status',
  'plan_source.kind': 'source_kind',
  'plan_swot_item.kind': 'swot',
  'plan_tows_move.kind': 'tows',
  'plan_insight.kind': 'insight_kind',
  'plan_initiative.status': 'initiative_status',
  'plan_check.state': 'check_state',
  'key_account.state': 'key_state',
  'key_account_move.kind': 'move',
  'plan_revision.state': 'revisions',
  'key_list_round_item.verdict': 'programme',
};

/** What the program notes of a record for itself; a reader of its changes is not told. */
export const bookkeeping = new Set([
  'edited_at',
  'edited_by',
  'reviewed_at',
  'reviewed_by',
  'drafted_at',
  'answered_at',
  'answered_by',
  'decided_by',
  'decided_at',
  'resolved_by',
  'position',
  'params',
  'facts',
  'draft',
  'drafted',
  'words',
  'key',
  'list',
  'smart_reasons',
  'completeness_score',
  'log_seq',
  'snapshot',
  'plan_id',
  'account_id',
  'import_id',
  'template_version_id',
  'version_id',
]);

/** Whether a change of the field says anything to a reader. */
export const tells = (field: string): boolean =>
  !bookkeeping.has(field) && !(/_ids?$/.test(field) && !routeOfField(field));

/** What a field of an entity is called; the title of a person is no title of an objective. */
export function useFieldName(): (entity: string, field: string) => string {
  const term = useTerm();
  return (entity, field) => term('field', field === 'title' && entity !== 'person' ? 'heading' : field);
}

/** Whether a text is a choice, a date or a name by nature: shown whole, never word by word. */
export function useIsWhole(): (entity: string, field: string, value: unknown) => boolean {
  const term = useTerm();
  return (entity, field, value) =>
    /_(on|at)$/.test(field) || (typeof value === 'string' && term(familyOf(field, entity), value) !== value);
}

/** The catalogue's family of a field's choices. */
export const familyOf = (field: string, entity = ''): string => families[`${entity}.${field}`] ?? field;

export function useShownValue(field: string, value: unknown, entity = ''): string {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const route = routeOfField(field);
  const ids = (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string');
  const names = useNames(route ?? 'users', route ? ids : []);
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)) return '–';
  if (route) return ids.map((id) => names?.get(id) ?? '…').join(', ');
  if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
  if (Array.isArray(value))
    return field.endsWith('_ids') ? t('common.count', { count: value.length }) : value.join(', ');
  if (typeof value === 'object') {
    const money = value as { minor?: number; currency?: string };
    return typeof money.minor === 'number' && money.currency
      ? format.moneyExact({ minor: money.minor, currency: money.currency })
      : Object.entries(value)
          .map(([name, part]) => `${name}: ${typeof part === 'object' ? JSON.stringify(part) : part}`)
          .join(' · ');
  }
  if (field.endsWith('_on')) return format.dayFull(String(value));
  if (field.endsWith('_at')) return format.instant(String(value));
  if (typeof value === 'number') return field.startsWith('year') ? String(value) : format.number(value);
  return term(familyOf(field, entity), String(value));
}

/** `entity` where a field's choices mean different things ("plan_initiative" for its status). */
export function ShownValue({ field, value, entity }: { field: string; value: unknown; entity?: string }) {
  return <>{useShownValue(field, value, entity)}</>;
}
