import { Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMayWrite } from '@/api/session';
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
  return (
    <div
      className="k-note"
      style={{ display: 'flex', gap: 16, alignItems: 'center', flexWrap: 'wrap', margin: '0 0 24px' }}
    >
      <span style={{ flex: 1, minWidth: 220 }}>{t('plan.start_text')}</span>
      <Button
        leftSection={<IconSparkles size={15} />}
        loading={start.isPending}
        onClick={() =>
          start.mutate(undefined, { onSuccess: () => void navigate({ to: `/accounts/${accountId}/plan` }) })
        }
      >
        {t('plan.start')}
      </Button>
      {start.error && <FaultBox error={start.error} />}
    </div>
  );
}
