import { Button, Progress } from '@mantine/core';
import type { ImportJob } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { useImportStep } from './queries';

export function ProgressStep({ job }: { job: ImportJob }) {
  const t = useT();
  const format = useFormat();
  const step = useImportStep(job.id);
  const { done, total } = job.progress;
  const share = total > 0 ? Math.min(100, (100 * done) / total) : 0;
  return (
    <div style={{ maxWidth: 520, padding: '24px 0' }}>
      <h2 style={{ fontSize: 15, marginBottom: 12 }}>
        {job.state === 'checking' ? t('import.checking') : t('import.applying')}
      </h2>
      <Progress value={share} animated={total === 0} aria-label={t('import.progress')} />
      <p role="status" aria-live="polite" className="k-dim" style={{ margin: '8px 0 16px' }}>
        {total > 0
          ? t('import.rows_of', { done: format.integer(done), total: format.integer(total) })
          : t('common.loading')}
      </p>
      <p className="k-dim" style={{ marginBottom: 16 }}>
        {t('import.background')}
      </p>
      {step.error && <FaultBox error={step.error} />}
      <Button variant="default" loading={step.isPending} onClick={() => step.mutate('cancel')}>
        {t('action.cancel')}
      </Button>
    </div>
  );
}
