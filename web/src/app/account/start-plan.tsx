import { Button } from '@mantine/core';
import { IconFileImport, IconSparkles, IconTableImport } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMayWrite } from '@/api/session';
import { ImportPlan } from '@/features/plans/plan-file';
import { useStartPlan } from '@/features/plans/queries';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';

/** The one action that gives an account its plan; the draft is written by the server from the account's records. */
export function StartPlan({ accountId }: { accountId: string }) {
  const t = useT();
  const navigate = useNavigate();
  const mayWrite = useMayWrite('plans');
  const start = useStartPlan(accountId);
  if (!mayWrite) return null;
  const begin = (rigour: 'light' | undefined) =>
    start.mutate(rigour, { onSuccess: () => void navigate({ to: `/accounts/${accountId}/plan` }) });
  return (
    <div
      className="k-note"
      style={{ display: 'flex', gap: 16, alignItems: 'center', flexWrap: 'wrap', margin: '0 0 24px' }}
    >
      <span style={{ flex: 1, minWidth: 220 }}>{t('plan.start_text')}</span>
      <Button leftSection={<IconSparkles size={15} />} loading={start.isPending} onClick={() => begin(undefined)}>
        {t('plan.start')}
      </Button>
      <Button
        variant="default"
        disabled={start.isPending}
        title={t('plan.start_light_text')}
        onClick={() => begin('light')}
      >
        {t('plan.start_light')}
      </Button>
      <ImportPlan accountId={accountId}>
        {(open) => (
          <Button variant="subtle" leftSection={<IconFileImport size={15} />} onClick={open}>
            {t('plan.file_import')}
          </Button>
        )}
      </ImportPlan>
      <Button
        component={Link}
        to="/plan-import"
        search={{ account: accountId } as never}
        variant="subtle"
        leftSection={<IconTableImport size={15} />}
      >
        {t('plan.file_salesforce_in')}
      </Button>
      {start.error && <FaultBox error={start.error} />}
    </div>
  );
}
