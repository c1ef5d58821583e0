/** The way from an empty workspace to a plan that is reviewed: what is done, from the workspace's own records. */
import { Button } from '@mantine/core';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useList } from '@/api/queries';
import { useCan } from '@/api/session';
import { type MessageKey, useT } from '@/lib/i18n/i18n';
import { useKept } from '@/lib/kept';
import { Section } from '@/ui/page';
import './help.css';

interface Step {
  title: MessageKey;
  text: MessageKey;
  to: string;
  done: boolean;
}

/** Those that the reader may take; undefined while it is not known yet. */
function useSteps(): Step[] | undefined {
  const may = useCan();
  const some = { limit: 1 };
  const accounts = useList('accounts', some);
  const lines = useList('portfolio', { ...some, filter: 'revenue_12m > 0 or won_12m > 0 or open_pipeline > 0' });
  const keys = useList('key-accounts', some);
  const plans = useList('plans', { ...some, sort: '-updated_at' });
  const tasks = useList('plan-tasks', some);
  const revisions = useList('plan-revisions', some);
  const all = [accounts, lines, keys, plans, tasks, revisions];
  if (all.some((query) => query.isPending)) return undefined;
  const has = (query: { data?: { items: unknown[] } }) => (query.data?.items.length ?? 0) > 0;
  const plan = plans.data?.items[0];
  const planPage = plan ? `/accounts/${plan.account_id}/plan` : '/portfolio';
  const steps: (Step & { right: string })[] = [
    {
      right: 'imports.write',
      title: 'help.step_accounts',
      text: 'help.step_accounts_text',
      to: '/import',
      done: has(accounts),
    },
    { right: 'imports.write', title: 'help.step_sales', text: 'help.step_sales_text', to: '/import', done: has(lines) },
    {
      right: 'programme.write',
      title: 'help.step_select',
      text: 'help.step_select_text',
      to: '/key-accounts',
      done: has(keys),
    },
    { right: 'plans.write', title: 'help.step_plan', text: 'help.step_plan_text', to: '/portfolio', done: has(plans) },
    {
      right: 'plans.write',
      title: 'help.step_execute',
      text: 'help.step_execute_text',
      to: planPage,
      done: has(tasks),
    },
    {
      right: 'plans.write',
      title: 'help.step_review',
      text: 'help.step_review_text',
      to: plan ? `/accounts/${plan.account_id}/revisions` : '/portfolio',
      done: has(revisions),
    },
  ];
  return steps.filter((step) => may(step.right));
}

export function StepList({ steps }: { steps: Step[] }) {
  const t = useT();
  return (
    <ol className="k-first-steps">
      {steps.map((step) => (
        <li key={step.title}>
          {step.done ? (
            <IconCircleCheck size={20} color="var(--k-good)" aria-label={t('help.done')} />
          ) : (
            <IconCircle size={20} color="var(--k-dim)" aria-label={t('help.to_do')} />
          )}
          <div>
            <Link to={step.to} className="k-link">
              {t(step.title)}
            </Link>
            <p>{t(step.text)}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** On the first page until all is done or the reader has seen enough of it. */
export function FirstSteps({ always = false }: { always?: boolean }) {
  const t = useT();
  const [hidden, hide] = useKept('first_steps_hidden', false);
  const steps = useSteps();
  if (!steps || steps.length === 0 || (!always && (hidden || steps.every((step) => step.done)))) return null;
  return (
    <Section
      title={t('help.first_steps')}
      aside={
        always ? undefined : (
          <Button variant="subtle" size="compact-sm" onClick={() => hide(true)}>
            {t('help.hide')}
          </Button>
        )
      }
    >
      <StepList steps={steps} />
    </Section>
  );
}
