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
  const { bytes_done: done, bytes_total: total, rows_done: rows } = job;
  const share = total > 0 ? Math.min(100, (100 * done) / total) : 0;
  return (
    <div style={{ maxWidth: 520, padding: '24px 0' }}>
      <h2 style={{ fontSize: 15, marginBottom: 12 }}>
        {job.state === 'checking'
          ? t('import.checking')
          : job.state === 'undoing'
            ? t('import.undoing')
            : t('import.applying')}
      </h2>
      <Progress value={share} animated aria-label={t('import.progress')} />
      <p role="status" aria-live="polite" className="k-dim" style={{ margin: '8px 0 16px' }}>
        {t('import.rows_done', { count: rows, share: format.percent(share / 100) })}
      </p>
      <p className="k-dim" style={{ marginBottom: 16 }}>
        {t('import.background')}
      </p>
      {step.error && <FaultBox error={step.error} />}
      {(job.state === 'checking' || job.state === 'applying') && (
        <Button variant="default" loading={step.isPending} onClick={() => step.mutate('cancel')}>
          {t('action.cancel')}
        </Button>
      )}
    </div>
  );
}
