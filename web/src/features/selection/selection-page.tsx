import { useT } from '@/lib/i18n/i18n';
import { Page, PageBody, Section } from '@/ui/page';
import { Classes } from './classes';
import { ModelEditor } from './model-editor';
import { Pareto } from './pareto';
import { RunButton } from './run-button';

export default function SelectionPage() {
  const t = useT();
  return (
    <Page title={t('nav.selection')} actions={<RunButton />}>
      <PageBody>
        <div className="k-columns">
          <Section title={t('selection.classes')}>
            <Classes />
          </Section>
          <Section title={t('selection.pareto')}>
            <Pareto />
          </Section>
        </div>
        <Section title={t('selection.model')}>
          <ModelEditor />
        </Section>
      </PageBody>
    </Page>
  );
}
