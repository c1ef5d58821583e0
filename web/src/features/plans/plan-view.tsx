/** The plan as the account's workspace: stages and health first, then its sections, each edited in place. */
import { Button, Group, Select } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMayWrite } from '@/api/session';
import type { Plan } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { EditableValue } from '@/ui/editable';
import { useToast } from '@/ui/toast';
import { useSend } from '@/ui/use-record-edit';
import { Conclusion, EndMenu } from './conclusion';
import { goTo, HealthPanel, SectionMarks } from './health';
import { Relationship } from './ladder';
import { Library } from './library';
import { LightPlan } from './light-plan';
import { OutsideParts, OwnBlocks } from './own-blocks';
import { PlanProvider, usePlan } from './plan-context';
import { PlanFileMenu } from './plan-file';
import { PlanSectionView } from './plan-section-view';
import './plans.css';
import './rows.css';
import './boards.css';
import './judgements.css';
import { Possibilities } from './possibility-matrix';
import { ProfileLines, Sources } from './profile-lines';
import { useRefreshPlan } from './queries';
import { Roles } from './roles';
import { StageBar, useChangePlan } from './stage-bar';
import { SwotBoard } from './swot-board';
import { Competitors, Initiatives, Insights, Objectives, Tasks, ValuePropositions } from './tables';
import { TemplateBanner } from './template-banner';

/** What a section holds besides its text and figures. */
const contents: Record<string, () => ReactNode> = {
  profile: () => (
    <>
      <ProfileLines section="profile" />
      <Sources />
    </>
  ),
  own_company: () => (
    <>
      <Roles />
      <ProfileLines section="own_company" />
    </>
  ),
  objective: () => <Objectives />,
  trends: () => <Insights />,
  initiatives: () => <Initiatives />,
  analysis: () => <Possibilities />,
  competitors: () => <Competitors />,
  swot: () => <SwotBoard />,
  value: () => <ValuePropositions />,
  relationship: () => <Relationship />,
  open_questions: () => (
    <>
      <Tasks />
      <Library />
    </>
  ),
};

const inTemplate = (plan: Plan) => plan.sections.filter((section) => !section.outside);

function PlanActions({ mayWrite, aside, actions }: { mayWrite: boolean; aside?: ReactNode; actions?: ReactNode }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const toast = useToast();
  const { plan } = usePlan();
  const change = useChangePlan();
  const refresh = useRefreshPlan(plan.id);
  return (
    <Group justify="space-between" mb={12} className="k-no-print">
      <Group gap={10}>
        {mayWrite && plan.status !== 'closed' ? (
          <Select
            aria-label={t('field.status')}
            value={plan.status}
            onChange={(status) =>
              status && status !== plan.status && void change({ status: status as Plan['status'] }).catch(toast.failed)
            }
            allowDeselect={false}
            data={['draft', 'active'].map((value) => ({ value, label: term('plan_status', value) }))}
            w={130}
          />
        ) : (
          <PlainChip>{term('plan_status', plan.status)}</PlainChip>
        )}
        <span className="k-dim">{t('plan.updated', { when: format.ago(plan.updated_at) })}</span>
      </Group>
      <Group gap={8}>
        {aside}
        {mayWrite && plan.status !== 'closed' && (
          <>
            <Button
              variant="default"
              className="k-short-on-phone"
              title={t('plan.refresh')}
              leftSection={<IconRefresh size={15} />}
              loading={refresh.isPending}
              onClick={() =>
                refresh.mutate(undefined, { onSuccess: () => toast.done(t('plan.refreshed')), onError: toast.failed })
              }
            >
              {t('plan.refresh')}
            </Button>
            <EndMenu />
          </>
        )}
        {actions}
        <PlanFileMenu planId={plan.id} accountId={plan.account_id} readOnly={!mayWrite || plan.status === 'closed'} />
      </Group>
    </Group>
  );
}

/** The headline: what a person wrote, else what the draft proposes. */
function Headline() {
  const t = useT();
  const { plan, readOnly } = usePlan();
  const sendChange = useSend();
  return (
    <div className="k-plan-headline">
      <EditableValue
        field={{ key: 'objective', label: t('plan.headline'), kind: 'longtext' }}
        value={plan.headline}
        save={async (mine, seen) => {
          // the headline that the draft proposes is nobody's text: what is stored then is empty
          const base = plan.objective ? seen : { objective: '' };
          const label = t('plan.headline');
          await sendChange({ route: 'plans', record: plan.id, base, mine, label }, label);
        }}
        readOnly={readOnly}
        of={{ route: 'plans', record: plan.id }}
      />
    </div>
  );
}

function Contents() {
  const t = useT();
  const { plan } = usePlan();
  return (
    <nav className="k-plan-toc k-hide-phone" aria-label={t('plan.contents')}>
      <ol>
        {inTemplate(plan).map((section) => (
          <li key={section.id}>
            <a
              href={`#section-${section.key}`}
              data-unasked={!section.asked || undefined}
              onClick={(event) => {
                event.preventDefault();
                goTo(`section-${section.key}`);
              }}
            >
              <span>{section.title}</span>
              {section.asked && <SectionMarks plan={plan} section={section.key} />}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** On a telephone the contents are one list to choose from. */
function Jump() {
  const t = useT();
  const { plan } = usePlan();
  return (
    <Select
      className="k-phone-only k-no-print"
      aria-label={t('plan.contents')}
      placeholder={t('plan.contents')}
      value={null}
      onChange={(key) => key && goTo(`section-${key}`)}
      data={inTemplate(plan).map((section) => ({ value: section.key, label: section.title }))}
    />
  );
}

/** `actions`: what the page adds beside the plan's own buttons. */
export function PlanView({ plan, aside, actions }: { plan: Plan; aside?: ReactNode; actions?: ReactNode }) {
  const mayWrite = useMayWrite('plans');
  const readOnly = !mayWrite || plan.status === 'closed';
  return (
    <PlanProvider plan={plan} readOnly={readOnly}>
      <PlanActions mayWrite={mayWrite} aside={aside} actions={actions} />
      <Conclusion mayWrite={mayWrite} />
      <TemplateBanner />
      <Headline />
      {plan.template.compact ? <LightPlan /> : <WholePlan plan={plan} readOnly={readOnly} />}
    </PlanProvider>
  );
}

function WholePlan({ plan, readOnly }: { plan: Plan; readOnly: boolean }) {
  return (
    <>
      <div className="k-plan-top">
        <StageBar />
        <HealthPanel plan={plan} />
      </div>
      <Jump />
      <div className="k-plan-layout">
        <Contents />
        <div>
          {inTemplate(plan).map((section) => (
            <PlanSectionView
              key={section.id}
              section={section}
              labels={plan.labels as Record<string, string>}
              readOnly={readOnly}
            >
              {contents[section.key]?.()}
              <OwnBlocks section={section} />
            </PlanSectionView>
          ))}
          <OutsideParts />
        </div>
      </div>
    </>
  );
}
