/** The plan read top to bottom: what is missing first, then its sections, each edited in place and saved by itself. */
import { Button, Group, Select } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useUpdate } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { Plan } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Meter, PlainChip } from '@/ui/chips';
import { useToast } from '@/ui/toast';
import { PlanSectionView } from './plan-section-view';

function Completeness({ plan }: { plan: Plan }) {
  const t = useT();
  const { missing, stale, score } = plan.completeness;
  const titleOf = (key: string) => plan.sections.find((section) => section.key === key)?.title ?? key;
  const links = (keys: string[]) =>
    keys.map((key, at) => (
      <span key={key}>
        {at > 0 && ', '}
        <a className="k-link" href={`#section-${key}`}>
          {titleOf(key)}
        </a>
      </span>
    ));
  return (
    <div className="k-note" style={{ marginTop: 0 }}>
      <Group gap={16}>
        <Meter value={score} label={t('field.plan_completeness')} />
        <span>
          {missing.length === 0 && stale.length === 0 && t('plan.complete')}
          {missing.length > 0 && (
            <>
              {t('plan.missing')}: {links(missing)}
            </>
          )}
          {stale.length > 0 && (
            <div>
              {t('plan.stale')}: {links(stale)}
            </div>
          )}
        </span>
      </Group>
    </div>
  );
}

export function PlanView({ plan }: { plan: Plan }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const toast = useToast();
  const mayWrite = useMayWrite('plans');
  const update = useUpdate('plans');
  const setStatus = (status: string | null) => {
    if (!status || status === plan.status) return;
    update.mutate(
      { id: plan.id, version: plan.version, body: { status: status as Plan['status'] } },
      { onError: toast.failed },
    );
  };
  return (
    <div className="k-plan">
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
        <Button
          component={Link}
          to={`/plans/${plan.id}/print`}
          target="_blank"
          variant="default"
          leftSection={<IconPrinter size={15} />}
        >
          {t('plan.print')}
        </Button>
      </Group>
      <Completeness plan={plan} />
      <div className="k-plan-layout">
        <nav className="k-plan-toc k-hide-phone" aria-label={t('plan.contents')}>
          <ol>
            {plan.sections.map((section) => (
              <li key={section.id}>
                <a
                  href={`#section-${section.key}`}
                  data-missing={plan.completeness.missing.includes(section.key) || undefined}
                >
                  {section.title}
                </a>
              </li>
            ))}
          </ol>
        </nav>
        <div>
          {plan.sections.map((section) => (
            <PlanSectionView key={section.id} section={section} readOnly={!mayWrite || plan.status === 'closed'} />
          ))}
        </div>
      </div>
    </div>
  );
}
