/** The plan read top to bottom: what is missing first, then its sections, each edited in place and saved by itself. */
import { Button, Group, Select } from '@mantine/core';
import { IconPrinter, IconRefresh } from '@tabler/icons-react';
import { apiUrl } from '@/api/client';
import { useUpdate } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { Plan } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useLanguage, useT, useTerm } from '@/lib/i18n/i18n';
import { Meter, PlainChip } from '@/ui/chips';
import { useToast } from '@/ui/toast';
import { Objectives } from './objectives';
import { PlanSectionView } from './plan-section-view';
import { useRefreshPlan } from './queries';

type Finding = Plan['completeness']['missing'][number];

function Findings({ title, findings, plan }: { title: string; findings: Finding[]; plan: Plan }) {
  const titleOf = (key: string) => plan.sections.find((section) => section.key === key)?.title ?? '';
  if (findings.length === 0) return null;
  return (
    <div>
      {title}
      <ul style={{ margin: '2px 0 0', paddingLeft: 18 }}>
        {findings.map((finding) => (
          <li key={`${finding.section}${finding.key}${finding.text}`}>
            <a className="k-link" href={`#section-${finding.section}`}>
              {[titleOf(finding.section), finding.text].filter(Boolean).join(': ')}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Completeness({ plan }: { plan: Plan }) {
  const t = useT();
  const { missing, stale, score } = plan.completeness;
  return (
    <div className="k-note" style={{ marginTop: 0 }}>
      <Group gap={20} align="flex-start">
        <Meter value={score} label={t('field.plan_completeness')} />
        {missing.length === 0 && stale.length === 0 && <span>{t('plan.complete')}</span>}
        <Findings title={t('plan.missing')} findings={missing} plan={plan} />
        <Findings title={t('plan.stale')} findings={stale} plan={plan} />
      </Group>
    </div>
  );
}

function PlanActions({ plan, mayWrite }: { plan: Plan; mayWrite: boolean }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const toast = useToast();
  const { language } = useLanguage();
  const update = useUpdate('plans');
  const refresh = useRefreshPlan(plan.id);
  const setStatus = (status: string | null) => {
    if (!status || status === plan.status) return;
    update.mutate(
      { id: plan.id, version: plan.version, body: { status: status as Plan['status'] } },
      { onError: toast.failed },
    );
  };
  return (
    <Group justify="space-between" mb={16} className="k-no-print">
      <Group gap={10}>
        {mayWrite ? (
          <Select
            aria-label={t('field.status')}
            value={plan.status}
            onChange={setStatus}
            allowDeselect={false}
            data={['draft', 'active', 'closed'].map((value) => ({ value, label: term('plan_status', value) }))}
            w={130}
          />
        ) : (
          <PlainChip>{term('plan_status', plan.status)}</PlainChip>
        )}
        <span className="k-dim">{t('plan.updated', { when: format.ago(plan.updated_at) })}</span>
      </Group>
      <Group gap={8}>
        {mayWrite && plan.status !== 'closed' && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={15} />}
            loading={refresh.isPending}
            onClick={() =>
              refresh.mutate(undefined, { onSuccess: () => toast.done(t('plan.refreshed')), onError: toast.failed })
            }
          >
            {t('plan.refresh')}
          </Button>
        )}
        <Button
          component="a"
          href={apiUrl(`/plans/${plan.id}/document`, { format: 'html', lang: language })}
          target="_blank"
          rel="noopener"
          variant="default"
          leftSection={<IconPrinter size={15} />}
        >
          {t('plan.print')}
        </Button>
      </Group>
    </Group>
  );
}

export function PlanView({ plan }: { plan: Plan }) {
  const t = useT();
  const mayWrite = useMayWrite('plans');
  const readOnly = !mayWrite || plan.status === 'closed';
  const missing = new Set(plan.completeness.missing.map((finding) => finding.section));
  return (
    <div>
      <PlanActions plan={plan} mayWrite={mayWrite} />
      <Completeness plan={plan} />
      <div className="k-plan-layout">
        <nav className="k-plan-toc k-hide-phone" aria-label={t('plan.contents')}>
          <ol>
            {plan.sections.map((section) => (
              <li key={section.id}>
                <a href={`#section-${section.key}`} data-missing={missing.has(section.key) || undefined}>
                  {section.title}
                </a>
              </li>
            ))}
          </ol>
        </nav>
        <div>
          {plan.sections.map((section) => (
            <PlanSectionView
              key={section.id}
              section={section}
              labels={plan.labels as Record<string, string>}
              readOnly={readOnly}
            >
              {section.key === 'objective' && <Objectives plan={plan} readOnly={readOnly} />}
            </PlanSectionView>
          ))}
        </div>
      </div>
    </div>
  );
}
