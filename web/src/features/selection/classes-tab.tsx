import { useT } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { ClassesByHand } from './class-by-hand';
import { ClassRulesEditor } from './class-rules';
import { Classes } from './classes';
import { Pareto } from './pareto';

export default function ClassesTab() {
  const t = useT();
  return (
    <>
      <div className="k-columns">
        <Section title={t('selection.classes')}>
          <Classes />
        </Section>
        <Section title={t('selection.pareto')}>
          <Pareto />
        </Section>
      </div>
      <ClassRulesEditor />
      <Section title={t('selection.by_hand')}>
        <ClassesByHand />
      </Section>
    </>
  );
}
