/** How a plan ends: completed, or with the finding that this is not a key account after all, which is a good end too. */
import { Button, Menu } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { RecordForm } from '@/ui/record-form';
import { useToast } from '@/ui/toast';
import { usePlan } from './plan-context';
import { useChangePlan } from './stage-bar';

export function EndMenu() {
  const t = useT();
  const toast = useToast();
  const change = useChangePlan();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            className="k-short-on-phone"
            title={t('plan.end')}
            leftSection={<IconFlag size={15} />}
          >
            {t('plan.end')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void change({ conclusion: 'completed' }).catch(toast.failed)}>
            {t('plan.end_completed')}
          </Menu.Item>
          <Menu.Item onClick={() => setAsking(true)}>{t('plan.end_not_key')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RecordForm
        opened={asking}
        close={() => setAsking(false)}
        title={t('plan.end_not_key')}
        submitLabel={t('plan.end')}
        fields={[
          { key: 'conclusion_reason', label: t('field.conclusion_reason'), kind: 'longtext', required: true },
          { key: 'conclusion_next', label: t('field.conclusion_next'), kind: 'longtext', required: true },
        ]}
        save={(values) => change({ conclusion: 'not_key', ...values })}
      />
    </>
  );
}

/** What a closed plan says of its end, and the way back. */
export function Conclusion({ mayWrite }: { mayWrite: boolean }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const toast = useToast();
  const { plan } = usePlan();
  const change = useChangePlan();
  if (plan.status !== 'closed') return null;
  return (
    <div className="k-note" style={{ marginTop: 0 }}>
      <b>{term('conclusion', plan.conclusion || 'completed')}</b>
      {plan.concluded_on && <span className="k-dim"> · {format.dayFull(plan.concluded_on)}</span>}
      {plan.conclusion === 'not_key' && (
        <>
          <p className="k-prose">{plan.conclusion_reason}</p>
          <p className="k-prose">
            {t('field.conclusion_next')}: {plan.conclusion_next}
          </p>
        </>
      )}
      {mayWrite && (
        <Button
          mt={8}
          size="compact-sm"
          variant="default"
          className="k-no-print"
          onClick={() => void change({ status: 'active' }).catch(toast.failed)}
        >
          {t('plan.open_again')}
        </Button>
      )}
    </div>
  );
}
