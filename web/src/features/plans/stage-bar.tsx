/** Where the plan stands in its five stages, what each asks before it ends, and how deep the plan goes. */
import { Button, Checkbox, Group, SegmentedControl, Select } from '@mantine/core';
import { IconArrowRight, IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { invalidate } from '@/api/queries';
import type { Plan, PlanSummary } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { RecordForm } from '@/ui/record-form';
import { useToast } from '@/ui/toast';
import { useSend } from '@/ui/use-record-edit';
import { usePlan } from './plan-context';

type Stage = Plan['stages'][number];

/** Changes the plan itself; throws, so that a form shows what was refused. */
export function useChangePlan() {
  const t = useT();
  const client = useQueryClient();
  const sendChange = useSend();
  const { plan } = usePlan();
  return async (mine: Partial<PlanSummary>) => {
    const base = Object.fromEntries(Object.keys(mine).map((field) => [field, plan[field as keyof Plan] ?? null]));
    await sendChange({ route: 'plans', record: plan.id, base, mine, label: t('account.plan') });
    invalidate(client, 'plans');
  };
}

function Criteria({ stage }: { stage: Stage }) {
  const t = useT();
  const toast = useToast();
  const { readOnly, check } = usePlan();
  return (
    <ul className="k-criteria">
      {stage.criteria.map((criterion) => (
        <li key={criterion.key} data-met={criterion.met || undefined}>
          {criterion.by_hand ? (
            <Checkbox
              size="xs"
              label={criterion.title}
              checked={criterion.met}
              disabled={readOnly}
              onChange={(event) =>
                void check('stage', criterion.key, { state: event.currentTarget.checked ? 'met' : 'open' }).catch(
                  toast.failed,
                )
              }
            />
          ) : (
            <>
              {criterion.met ? (
                <IconCircleCheckFilled size={16} className="k-good-text" role="img" aria-label={t('plan.met')} />
              ) : (
                <IconCircle size={16} className="k-dim" role="img" aria-label={t('plan.not_met')} />
              )}
              {criterion.met || !criterion.section ? (
                criterion.title
              ) : (
                <a className="k-link" href={`#section-${criterion.section}`}>
                  {criterion.title}
                </a>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Onward({ next }: { next: Stage }) {
  const t = useT();
  const toast = useToast();
  const { plan } = usePlan();
  const change = useChangePlan();
  const [asking, setAsking] = useState(false);
  const current = plan.stages.find((stage) => stage.key === plan.stage);
  const open = current?.criteria.filter((criterion) => !criterion.met).length ?? 0;
  const stage = next.key as PlanSummary['stage'];
  return (
    <>
      <Button
        variant={open ? 'default' : 'filled'}
        size="compact-sm"
        rightSection={<IconArrowRight size={14} />}
        onClick={() => (open ? setAsking(true) : void change({ stage }).catch(toast.failed))}
      >
        {t('plan.go_on', { stage: next.title })}
      </Button>
      <RecordForm
        opened={asking}
        close={() => setAsking(false)}
        title={t('plan.go_on_although', { count: open })}
        submitLabel={t('plan.go_on', { stage: next.title })}
        fields={[{ key: 'stage_reason', label: t('field.stage_reason'), kind: 'longtext', required: true }]}
        save={(values) => change({ stage, ...values })}
      />
    </>
  );
}

export function StageBar() {
  const t = useT();
  const term = useTerm();
  const toast = useToast();
  const { plan, readOnly } = usePlan();
  const change = useChangePlan();
  const at = plan.stages.findIndex((stage) => stage.key === plan.stage);
  const [shown, setShown] = useState<string | null>(null);
  const stage = plan.stages.find((candidate) => candidate.key === (shown ?? plan.stage));
  const next = plan.stages[at + 1];
  return (
    <section className="k-stages" aria-label={t('plan.stages')}>
      <ol>
        {plan.stages.map((one, index) => {
          const met = one.criteria.filter((criterion) => criterion.met).length;
          return (
            <li key={one.key} data-past={index < at || undefined} data-now={index === at || undefined}>
              <button
                type="button"
                aria-current={index === at ? 'step' : undefined}
                aria-expanded={stage?.key === one.key}
                onClick={() => setShown(one.key)}
              >
                <b>{one.title}</b>
                <small>
                  {one.criteria.length
                    ? t('plan.criteria_met', { met, count: one.criteria.length })
                    : t('plan.no_criteria')}
                </small>
              </button>
            </li>
          );
        })}
      </ol>
      {stage && (
        <div className="k-stage-open">
          <p className="k-dim">{stage.help}</p>
          <Criteria stage={stage} />
          {plan.stage_reason && stage.key === plan.stage && (
            <p className="k-dim">{t('plan.moved_although', { reason: plan.stage_reason })}</p>
          )}
          {!readOnly && (
            <Group gap={8} className="k-no-print">
              {stage.key === plan.stage && next && <Onward next={next} />}
              {plan.stages.indexOf(stage) < at && (
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => void change({ stage: stage.key as PlanSummary['stage'] }).catch(toast.failed)}
                >
                  {t('plan.go_back', { stage: stage.title })}
                </Button>
              )}
            </Group>
          )}
        </div>
      )}
      <Group gap={16} className="k-stage-dials">
        <div>
          <span className="k-choice-label">{t('field.rigour')}</span>
          <SegmentedControl
            size="xs"
            aria-label={t('field.rigour')}
            readOnly={readOnly}
            value={plan.rigour}
            onChange={(rigour) => void change({ rigour: rigour as PlanSummary['rigour'] }).catch(toast.failed)}
            data={['light', 'standard', 'deep'].map((value) => ({ value, label: term('rigour', value) }))}
          />
        </div>
        <div>
          <span className="k-choice-label">{t('field.focus')}</span>
          <Select
            aria-label={t('field.focus')}
            size="xs"
            w={170}
            clearable
            readOnly={readOnly}
            placeholder={t('common.not_set')}
            value={plan.focus || null}
            onChange={(focus) => void change({ focus: (focus ?? '') as PlanSummary['focus'] }).catch(toast.failed)}
            data={['penetrate', 'expand', 'protect'].map((value) => ({ value, label: term('focus', value) }))}
          />
        </div>
        {plan.focus && <p className="k-dim k-focus-hint">{term('focus_hint', plan.focus)}</p>}
      </Group>
    </section>
  );
}
