import { Button, Group } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ImportJob } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { RowFaults } from './check-step';
import { CountFigures } from './count-figures';
import { countsOf } from './documents';
import { useImportStep } from './queries';

const places: Record<string, string> = {
  people: '/people',
  products: '/products',
  opportunities: '/opportunities',
  users: '/settings',
};

export function ResultStep({ job }: { job: ImportJob }) {
  const t = useT();
  const term = useTerm();
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
        {job.problem && (
          <>
            <br />
            {term('problem', job.problem)}
          </>
        )}
      </p>
      <CountFigures counts={countsOf(job)} />
      <RowFaults job={job} />
      {step.error && <FaultBox error={step.error} />}
      <Group>
        {job.state === 'applied' ? (
          <>
            <Button component={Link} to={places[job.target] ?? '/portfolio'}>
              {t('import.look')}
            </Button>
            <Button component={Link} to="/import" variant="default">
              {t('import.another')}
            </Button>
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
            <Button component={Link} to="/import" variant="default">
              {t('import.another')}
            </Button>
          </>
        )}
      </Group>
    </>
  );
}
