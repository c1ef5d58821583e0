/** The lists of the plan that are tables: what each shows and asks for. */
import { Checkbox } from '@mantine/core';
import { today, useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { ToneChip } from '@/ui/chips';
import { useToast } from '@/ui/toast';
import { manyField, oneField, productsField, scaleField, useChoices, useOptions } from './fields';
import { usePlan } from './plan-context';
import { RowTable } from './row-table';

export function Competitors() {
  const t = useT();
  const options = useOptions();
  return (
    <RowTable
      list="competitors"
      title={t('plan.competitors')}
      empty={t('plan.no_competitors')}
      addLabel={t('plan.add_competitor')}
      ask={['name', 'strength', 'share_percent', 'counter_move', 'evidence', 'dated_on']}
      fields={[
        { key: 'name', label: t('field.name'), kind: 'text', required: true },
        productsField({ key: 'product_ids', label: t('plan.with_products') }),
        manyField({ key: 'unit_ids', label: t('plan.in_units') }, options.units),
        scaleField({ key: 'strength', label: t('field.strength') }),
        { key: 'share_percent', label: t('field.share_percent'), kind: 'number' },
        { key: 'counter_move', label: t('field.counter_move'), kind: 'longtext' },
        { key: 'evidence', label: t('field.evidence'), kind: 'longtext' },
        { key: 'dated_on', label: t('field.dated_on'), kind: 'date' },
      ]}
    />
  );
}

export function Insights() {
  const t = useT();
  const choices = useChoices();
  return (
    <RowTable
      list="insights"
      title={t('plan.insights')}
      empty={t('plan.no_insights')}
      addLabel={t('plan.add_insight')}
      initial={{ kind: 'trend', dated_on: today() }}
      ask={['kind', 'text', 'evidence', 'url', 'dated_on']}
      fields={[
        { key: 'text', label: t('plan.insight'), kind: 'longtext', required: true },
        {
          ...oneField({ key: 'kind', label: t('field.kind') }, choices('insight_kind', ['trend', 'need', 'insight'])),
          required: true,
        },
        { key: 'evidence', label: t('field.evidence'), kind: 'longtext' },
        { key: 'url', label: t('field.url'), kind: 'text' },
        { key: 'dated_on', label: t('field.dated_on'), kind: 'date' },
        { key: 'author_id', label: t('field.author_id'), kind: 'ref', route: 'users' },
      ]}
    />
  );
}

export function ValuePropositions() {
  const t = useT();
  const options = useOptions();
  return (
    <RowTable
      list="value_propositions"
      title={t('plan.values')}
      empty={t('plan.no_values')}
      addLabel={t('plan.add_value')}
      ask={['unit_id', 'pains', 'offer', 'proof', 'product_ids']}
      fields={[
        { key: 'offer', label: t('field.offer'), kind: 'longtext', required: true },
        oneField({ key: 'unit_id', label: t('plan.buying_centre') }, options.units),
        { key: 'pains', label: t('field.pains'), kind: 'longtext' },
        { key: 'proof', label: t('field.proof'), kind: 'longtext' },
        productsField({ key: 'product_ids', label: t('plan.bundle') }),
      ]}
    />
  );
}

export function Initiatives() {
  const t = useT();
  const choices = useChoices();
  const options = useOptions();
  const { plan } = usePlan();
  return (
    <RowTable
      list="initiatives"
      title={t('plan.initiatives')}
      empty={t('plan.no_initiatives')}
      addLabel={t('plan.add_initiative')}
      initial={{ horizon: 'medium', status: 'planned' }}
      ask={['name', 'sponsor_id', 'horizon', 'budget', 'priority', 'evidence']}
      fields={[
        { key: 'name', label: t('field.name'), kind: 'text', required: true },
        {
          key: 'sponsor_id',
          label: t('field.sponsor_id'),
          kind: 'ref',
          route: 'people',
          filter: `account_id = "${plan.account_id}"`,
        },
        {
          ...oneField({ key: 'horizon', label: t('field.horizon') }, choices('horizon', ['short', 'medium', 'long'])),
          required: true,
        },
        { key: 'budget', label: t('field.budget'), kind: 'money', currency: plan.currency },
        scaleField({ key: 'priority', label: t('field.priority') }),
        {
          ...oneField(
            { key: 'status', label: t('field.status') },
            choices('initiative_status', ['idea', 'planned', 'running', 'done', 'stopped']),
          ),
          required: true,
        },
        { key: 'ends_on', label: t('field.ends_on'), kind: 'date' },
        manyField({ key: 'opportunity_ids', label: t('plan.our_opportunities') }, options.opportunities),
        { key: 'evidence', label: t('field.evidence'), kind: 'longtext' },
      ]}
    />
  );
}

export function Objectives() {
  const t = useT();
  const choices = useChoices();
  const { plan } = usePlan();
  const reasons = new Map(plan.objectives.map((objective) => [objective.id, objective.smart_texts]));
  return (
    <RowTable
      list="objectives"
      title={t('plan.objectives')}
      empty={t('plan.no_objectives')}
      addLabel={t('plan.add_objective')}
      initial={{ kind: 'quantitative', status: 'draft', owner_id: plan.owner_id, horizon: 'medium' }}
      ask={['title', 'kind', 'metric', 'unit', 'baseline', 'target', 'due_on', 'owner_id']}
      note={(row) =>
        reasons.get(row.id)?.map((reason) => (
          <div key={reason} className="k-warn-text k-smart">
            {reason}
          </div>
        ))
      }
      fields={[
        { key: 'title', label: t('field.objective'), kind: 'longtext', required: true },
        {
          ...oneField(
            { key: 'status', label: t('field.status') },
            choices('objective_status', ['draft', 'agreed', 'reached', 'dropped']),
          ),
          required: true,
        },
        { key: 'metric', label: t('field.metric'), kind: 'text' },
        { key: 'baseline', label: t('field.baseline'), kind: 'number' },
        { key: 'target', label: t('field.target'), kind: 'number' },
        { key: 'unit', label: t('field.unit'), kind: 'text' },
        { key: 'due_on', label: t('field.due_on'), kind: 'date' },
        { key: 'owner_id', label: t('field.owner_id'), kind: 'reader', route: 'users', accountId: plan.account_id },
        {
          ...oneField({ key: 'horizon', label: t('field.horizon') }, choices('horizon', ['short', 'medium', 'long'])),
          required: true,
        },
        {
          ...oneField(
            { key: 'kind', label: t('field.kind') },
            choices('objective_kind', ['quantitative', 'qualitative']),
          ),
          required: true,
        },
        { key: 'note', label: t('field.note'), kind: 'longtext' },
      ]}
    />
  );
}

export function Tasks() {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const { plan, readOnly, change } = usePlan();
  const questionOf = (id: unknown) =>
    plan.sections.flatMap((section) => section.questions).find((question) => question.id === id)?.text;
  return (
    <section className="k-subsection" aria-label={t('plan.tasks')}>
      <h3>{t('plan.tasks')}</h3>
      <RowTable
        list="tasks"
        title={t('plan.tasks')}
        empty={t('plan.no_tasks')}
        addLabel={t('plan.add_task')}
        initial={{ owner_id: plan.owner_id }}
        ask={['title', 'owner_id', 'due_on', 'note']}
        lead={(row) => (
          <Checkbox
            size="xs"
            checked={Boolean(row.done_on)}
            disabled={readOnly}
            aria-label={`${t('plan.done')}: ${String(row.title)}`}
            title={row.done_on ? format.dayFull(String(row.done_on)) : undefined}
            onChange={(event) =>
              void change('tasks', row, { done_on: event.currentTarget.checked ? today() : null }).catch(toast.failed)
            }
          />
        )}
        note={(row) => (
          <>
            {!row.done_on && String(row.due_on ?? '') < today() && <ToneChip tone="bad">{t('today.late')}</ToneChip>}
            {questionOf(row.question_id) && <div className="k-dim k-smart">{questionOf(row.question_id)}</div>}
          </>
        )}
        fields={[
          { key: 'title', label: t('plan.task'), kind: 'text', required: true },
          {
            key: 'owner_id',
            label: t('field.owner_id'),
            kind: 'reader',
            route: 'users',
            accountId: plan.account_id,
            required: true,
          },
          { key: 'due_on', label: t('field.due_on'), kind: 'date', required: true },
          { key: 'note', label: t('field.note'), kind: 'longtext' },
        ]}
      />
    </section>
  );
}
