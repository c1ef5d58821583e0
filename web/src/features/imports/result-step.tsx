import { Button, Group, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ImportJob } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { RowFaults } from './check-step';
import { CountFigures } from './count-figures';
import { countsOf, keptOf } from './documents';
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
  const [asking, asked] = useDisclosure(false);
  const counts = countsOf(job);
  const kept = keptOf(job);
  const text = {
    applied: t('import.done_text'),
    cancelled: t('import.cancelled_text'),
    failed: t('import.failed_text'),
    undone: kept.count > 0 ? t('import.undone_kept', { count: kept.count }) : t('import.undone_text'),
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
      {job.state === 'undone' && kept.titles.length > 0 && (
        <ul className="k-kept">
          {kept.titles.map((title) => (
            <li key={title}>{title}</li>
          ))}
        </ul>
      )}
      <CountFigures counts={counts} />
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
              onClick={asked.open}
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
      <Modal opened={asking} onClose={asked.close} title={t('import.undo')}>
        <p>
          {job.target === 'sales_lines'
            ? t('import.undo_ask_lines', { created: counts.created })
            : t('import.undo_ask', { created: counts.created, updated: counts.updated })}
        </p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={asked.close}>
            {t('action.cancel')}
          </Button>
          <Button
            onClick={() => {
              asked.close();
              step.mutate('undo');
            }}
          >
            {t('action.undo')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
