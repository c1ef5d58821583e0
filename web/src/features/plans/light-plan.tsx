/** A plan on one screen: a few questions with their answers, and the next steps. */
import { useT } from '@/lib/i18n/i18n';
import { OutsideParts, OwnBlocks } from './own-blocks';
import { usePlan } from './plan-context';
import { PlanSectionView } from './plan-section-view';
import { Objectives, Tasks } from './tables';

export function LightPlan() {
  const t = useT();
  const { plan, readOnly } = usePlan();
  return (
    <section className="k-light-plan" aria-label={t('plan.light')}>
      {plan.sections
        .filter((section) => !section.outside)
        .map((section) => (
          <PlanSectionView
            key={section.id}
            section={section}
            labels={plan.labels as Record<string, string>}
            readOnly={readOnly}
            bare
          >
            {section.key === 'objective' && plan.objectives.length > 0 && <Objectives />}
            {section.key === 'open_questions' && <Tasks />}
            <OwnBlocks section={section} />
          </PlanSectionView>
        ))}
      <OutsideParts />
    </section>
  );
}
