/** How far the relationship has come, and whether the conditions for selling well are met: each said with evidence. */
import { Button, SegmentedControl } from '@mantine/core';
import type { Plan } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { EditableValue } from '@/ui/editable';
import { useToast } from '@/ui/toast';
import { usePlan } from './plan-context';
import { RowMore } from './row-table';

type Point = Plan['conditions'][number];
type Step = Plan['ladder'][number];

function Judgement({ list, point, states }: { list: 'ladder' | 'condition'; point: Point; states: string[] }) {
  const t = useT();
  const term = useTerm();
  const toast = useToast();
  const { plan, readOnly, check, change } = usePlan();
  const row = plan.checks.find((candidate) => candidate.list === list && candidate.key === point.key);
  return (
    <div className="k-judgement">
      <SegmentedControl
        size="xs"
        aria-label={point.title}
        readOnly={readOnly}
        value={row?.state ?? 'open'}
        onChange={(state) => void check(list, point.key, { state }).catch(toast.failed)}
        data={states.map((value) => ({ value, label: term('check_state', value) }))}
      />
      {row && row.state !== 'open' && (
        <>
          <div className="k-judgement-evidence">
            <EditableValue
              field={{ key: 'evidence', label: t('field.evidence'), kind: 'longtext' }}
              value={row.evidence}
              save={(body) => change('checks', row, body)}
              readOnly={readOnly}
            />
          </div>
          <EditableValue
            field={{ key: 'dated_on', label: t('field.dated_on'), kind: 'date' }}
            value={row.dated_on}
            save={(body) => change('checks', row, body)}
            readOnly={readOnly}
          />
          <RowMore list="checks" row={row} />
        </>
      )}
    </div>
  );
}

function LadderStep({ step, number }: { step: Step; number: number }) {
  const t = useT();
  const toast = useToast();
  const { readOnly, check } = usePlan();
  return (
    <li data-state={step.state} id={step.check_id ? `row-${step.check_id}` : undefined}>
      <span className="k-step-number" aria-hidden>
        {number}
      </span>
      <div>
        <b>{step.title}</b> <span className="k-dim">{step.help}</span>
        {step.proposal && (
          <div className="k-dim">
            {t('plan.records_say')} {step.proposal}
            {step.proposed && step.state === 'open' && !readOnly && (
              <Button
                variant="subtle"
                size="compact-xs"
                className="k-no-print"
                onClick={() =>
                  void check('ladder', step.key, { state: 'met', evidence: step.proposal }).catch(toast.failed)
                }
              >
                {t('plan.take_over')}
              </Button>
            )}
          </div>
        )}
        <Judgement list="ladder" point={step} states={['open', 'met', 'not_met']} />
      </div>
    </li>
  );
}

export function Relationship() {
  const t = useT();
  const { plan } = usePlan();
  const met = plan.conditions.filter((condition) => condition.state === 'met').length;
  return (
    <>
      <ol className="k-ladder" aria-label={t('plan.ladder')}>
        {plan.ladder.map((step, at) => (
          <LadderStep key={step.key} step={step} number={at + 1} />
        ))}
      </ol>
      <section className="k-subsection" aria-label={t('plan.conditions')}>
        <h3>
          {t('plan.conditions')} <span className="k-dim">{t('plan.conditions_met', { count: met })}</span>
        </h3>
        <ul className="k-conditions">
          {plan.conditions.map((condition) => (
            <li key={condition.key} id={condition.check_id ? `row-${condition.check_id}` : undefined}>
              <div>
                <b>{condition.title}</b>
                <div className="k-dim">{condition.help}</div>
              </div>
              <Judgement list="condition" point={condition} states={['open', 'met', 'not_met']} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
