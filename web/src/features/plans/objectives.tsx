import type { Plan } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { DayText } from '@/ui/chips';
import type { FormField } from '@/ui/record-form';
import { SubList } from '@/ui/sub-list';

/** The plan's objectives; what keeps one from being SMART stands under its title, in the server's words. */
export function Objectives({ plan, readOnly }: { plan: Plan; readOnly: boolean }) {
  const t = useT();
  const term = useTerm();
  const reasons = new Map(plan.objectives.map((objective) => [objective.id, objective.smart_texts]));
  const choices = (family: string, values: string[]) => values.map((value) => ({ value, label: term(family, value) }));
  const fields: FormField[] = [
    { key: 'title', label: t('field.objective'), kind: 'text', required: true },
    {
      key: 'kind',
      label: t('field.kind'),
      kind: 'choice',
      required: true,
      choices: choices('objective_kind', ['quantitative', 'qualitative']),
    },
    { key: 'metric', label: t('field.metric'), kind: 'text' },
    { key: 'unit', label: t('field.unit'), kind: 'text' },
    { key: 'baseline', label: t('field.baseline'), kind: 'number' },
    { key: 'target', label: t('field.target'), kind: 'number' },
    { key: 'due_on', label: t('field.due_on'), kind: 'date' },
    { key: 'owner_id', label: t('field.owner_id'), kind: 'ref', route: 'users' },
    {
      key: 'status',
      label: t('field.status'),
      kind: 'choice',
      required: true,
      choices: choices('objective_status', ['draft', 'agreed', 'reached', 'dropped']),
    },
  ];
  return (
    <SubList
      route="plan-objectives"
      title={t('plan.objectives')}
      filter={`plan_id = "${plan.id}"`}
      sort="created_at"
      owner={{ plan_id: plan.id }}
      initial={{ kind: 'quantitative', status: 'draft', owner_id: plan.owner_id }}
      addLabel={t('plan.add_objective')}
      empty={t('plan.no_objectives')}
      fields={fields}
      readOnly={readOnly}
      head={[
        t('field.objective'),
        t('field.metric'),
        t('field.baseline'),
        t('field.target'),
        t('field.due_on'),
        t('field.status'),
      ]}
      cells={(objective) => [
        <span key="title">
          <b>{objective.title}</b>
          {reasons.get(objective.id)?.map((reason) => (
            <div key={reason} className="k-dim">
              {reason}
            </div>
          ))}
        </span>,
        [objective.metric, objective.unit].filter(Boolean).join(', '),
        objective.baseline ?? '',
        objective.target ?? '',
        <DayText key="due" value={objective.due_on} />,
        term('objective_status', objective.status),
      ]}
    />
  );
}
