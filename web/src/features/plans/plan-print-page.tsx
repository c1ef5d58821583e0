/** The plan on paper: A4, no navigation, the account and the date in its head; the browser numbers the pages. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useItem } from '@/api/queries';
import type { Plan } from '@/api/types';
import { today, useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Waiting } from '@/ui/states';
import { PlanSectionView } from './plan-section-view';

function Paper({ plan }: { plan: Plan }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const account = useItem('accounts', plan.account_id);
  const owner = useItem('users', account.data?.owner_id);
  const name = account.data?.name ?? '';
  useEffect(() => {
    document.title = `${t('account.plan')} · ${name}`;
  }, [t, name]);
  return (
    <article className="k-paper">
      <header>
        <div className="k-dim">{t('account.plan')}</div>
        <h1>{name}</h1>
        <p className="k-dim">
          {[
            term('plan_status', plan.status),
            owner.data?.name,
            t('plan.revision', { version: plan.version }),
            format.dayFull(today()),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </header>
      {plan.sections.map((section) => (
        <PlanSectionView key={section.id} section={section} readOnly />
      ))}
    </article>
  );
}

export default function PlanPrintPage() {
  const t = useT();
  const { planId } = useParams({ strict: false }) as { planId: string };
  const plan = useItem('plans', planId);
  return (
    <main className="k-print-frame">
      <div className="k-no-print" style={{ textAlign: 'right', padding: '12px 0' }}>
        <Button leftSection={<IconPrinter size={15} />} onClick={() => window.print()} disabled={!plan.data}>
          {t('action.print')}
        </Button>
      </div>
      <Waiting on={plan}>{() => plan.data && <Paper plan={plan.data} />}</Waiting>
    </main>
  );
}
