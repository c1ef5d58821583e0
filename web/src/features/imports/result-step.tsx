import { Button, Group } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ImportJob } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { ErrorsLink } from './check-step';
import { Counts } from './counts';
import { useImportStep } from './queries';

const places: Record<string, string> = {
  people: '/people',
  products: '/products',
  opportunities: '/opportunities',
  users: '/settings',
};

export function ResultStep({ job }: { job: ImportJob }) {
  const t = useT();
  const step = useImportStep(job.id);
  const text = {
    applied: t('import.done_text'),
    cancelled: t('import.cancelled_text'),
    failed: t('import.failed_text'),
    undone: t('import.undone_text'),
  }[job.state as string];
  return (
    <>
      <p className="k-note" role="status">
        {text}
        {job.message && (
          <>
            <br />
            {job.message}
          </>
        )}
      </p>
      <Counts counts={job.counts} />
      {step.error && <FaultBox error={step.error} />}
      <Group>
        {job.state === 'applied' ? (
          <>
            <Button component={Link} to={places[job.entity] ?? '/portfolio'}>
              {t('import.look')}
            </Button>
            <Button component={Link} to="/import" variant="default">
              {t('import.another')}
            </Button>
            <ErrorsLink job={job} />
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={15} />}
              loading={step.isPending}
              onClick={() => step.mutate('undo')}
            >
              {t('import.undo')}
            </Button>
          </>
        ) : (
          <>
            <Button loading={step.isPending} onClick={() => step.mutate('check')}>
              {t('import.check_again')}
            </Button>
            <ErrorsLink job={job} />
            <Button component={Link} to="/import" variant="default">
              {t('import.another')}
            </Button>
          </>
        )}
      </Group>
    </>
  );
}
