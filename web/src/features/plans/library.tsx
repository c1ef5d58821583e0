/** The question library by family: what the plan asks, what was answered or declined, and what it could ask yet. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { PlanTemplate } from '@/api/types';
import { newOnes, sendNew, useUnsent } from '@/api/unsent';
import { useLanguage, useT, useTerm } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { useToast } from '@/ui/toast';
import { usePlan } from './plan-context';
import type { PlanQuestion } from './queries';
import { QuestionList } from './questions';

type Shipped = PlanTemplate['questions'][number];

function Unasked({ questions }: { questions: Shipped[] }) {
  const t = useT();
  const term = useTerm();
  const toast = useToast();
  const client = useQueryClient();
  const { plan, readOnly } = usePlan();
  const unsent = useUnsent();
  if (questions.length === 0 || readOnly) return null;
  const waiting = new Set(newOnes(unsent, 'plan-questions').map(({ mine }) => mine.key));
  const ask = async (question: Shipped) => {
    try {
      const mine = { plan_id: plan.id, key: question.key };
      const sent = await sendNew({ route: 'plan-questions', mine, label: question.text });
      if (sent.state === 'waiting') toast.done(t('unsent.kept'));
      else invalidate(client, 'plans');
    } catch (error) {
      toast.failed(error);
    }
  };
  const when = (question: Shipped) =>
    [
      term('plan_stage', question.stage),
      term('rigour', question.rigour),
      ...question.focus.map((focus) => term('focus', focus)),
      ...(question.classes.length ? [`${t('field.class')} ${question.classes.join(', ')}`] : []),
    ].join(' · ');
  return (
    <details className="k-no-print">
      <summary className="k-dim">{t('plan.more_questions', { count: questions.length })}</summary>
      <ul>
        {questions.map((question) => (
          <li key={question.key}>
            {question.text} <small className="k-dim">{when(question)}</small>{' '}
            {waiting.has(question.key) ? (
              <PlainChip>{t('unsent.here')}</PlainChip>
            ) : (
              <Button
                variant="subtle"
                size="compact-xs"
                leftSection={<IconPlus size={12} />}
                onClick={() => void ask(question)}
              >
                {t('plan.ask_this')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function Library() {
  const t = useT();
  const { plan } = usePlan();
  const { language } = useLanguage();
  const template = useQuery({
    queryKey: ['plan-template', language],
    queryFn: ({ signal }) => get<PlanTemplate>('/plan-template', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const asked = plan.sections.flatMap((section) => section.questions);
  const keys = new Set(asked.map((question) => question.key));
  const families = new Map<string, { title: string; asked: PlanQuestion[]; unasked: Shipped[] }>();
  const of = (key: string, title: string) => {
    const family = families.get(key) ?? { title, asked: [], unasked: [] };
    families.set(key, family);
    return family;
  };
  for (const question of template.data?.questions ?? []) {
    const family = of(question.family, question.family_title);
    if (!keys.has(question.key)) family.unasked.push(question);
  }
  for (const question of asked)
    of(question.family, question.family_title || t('plan.own_questions')).asked.push(question);
  return (
    <section className="k-subsection" aria-label={t('plan.library')}>
      <h3>{t('plan.library')}</h3>
      {[...families].map(([key, family]) => {
        const open = family.asked.filter((question) => !question.answered && !question.declined).length;
        return (
          <details key={key} className="k-family">
            <summary>
              {family.title} <span className="k-dim">{t('plan.open_of', { open, count: family.asked.length })}</span>
            </summary>
            <QuestionList questions={family.asked} />
            <Unasked questions={family.unasked} />
          </details>
        );
      })}
    </section>
  );
}
