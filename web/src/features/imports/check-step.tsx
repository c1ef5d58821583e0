import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiUrl, get } from '@/api/client';
import type { ImportJob } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { FaultBox } from '@/ui/states';
import { CountFigures } from './count-figures';
import { countsOf, samplesOf } from './documents';
import { MappingStep } from './mapping-step';
import { useImportStep } from './queries';

function Samples({ job }: { job: ImportJob }) {
  const t = useT();
  const term = useTerm();
  const samples = samplesOf(job);
  if (samples.length === 0) return null;
  return (
    <Section title={t('import.samples')}>
      <table className="k-table">
        <thead>
          <tr>
            <th className="k-num">{t('import.line')}</th>
            <th>{t('import.action')}</th>
            <th>{t('field.name')}</th>
            <th>{t('import.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {samples.slice(0, 20).map((sample, at) => (
            <tr key={at}>
              <td className="k-num">{sample.line}</td>
              <td>{term('import_action', sample.action)}</td>
              <td>{sample.title}</td>
              <td className="k-dim">{sample.action === 'rejected' ? t('import.see_below') : sample.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

interface RowFault {
  line: number;
  column: string;
  value: string;
  message: string;
}

export function RowFaults({ job }: { job: ImportJob }) {
  const t = useT();
  const faults = useQuery({
    queryKey: ['imports', 'errors', job.id, job.version],
    queryFn: ({ signal }) => get<{ items: RowFault[] }>(`/imports/${job.id}/errors`, undefined, signal),
    enabled: countsOf(job).rejected > 0,
  });
  if (!faults.data?.items.length) return null;
  return (
    <Section title={t('import.rejected_rows')} aside={<ErrorsLink job={job} />}>
      <table className="k-table">
        <thead>
          <tr>
            <th className="k-num">{t('import.line')}</th>
            <th>{t('import.column')}</th>
            <th>{t('filter.value')}</th>
            <th>{t('import.why')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.data.items.slice(0, 20).map((fault, at) => (
            <tr key={at}>
              <td className="k-num">{fault.line}</td>
              <td>{fault.column}</td>
              <td style={{ maxWidth: 260 }} className="k-ellipsis">
                {fault.value}
              </td>
              <td>{fault.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function ErrorsLink({ job }: { job: ImportJob }) {
  const t = useT();
  const { rejected } = countsOf(job);
  return (
    <Button
      component="a"
      variant="default"
      href={apiUrl(`/imports/${job.id}/errors`, { format: 'csv' })}
      download
      leftSection={<IconDownload size={15} />}
    >
      {t('import.errors_download', { count: rejected })}
    </Button>
  );
}

export function CheckStep({ job }: { job: ImportJob }) {
  const t = useT();
  const step = useImportStep(job.id);
  const [editing, setEditing] = useState(false);
  if (editing) return <MappingStep job={job} />;
  const { created, updated, rejected } = countsOf(job);
  const nothing = created + updated === 0;
  const refused = rejected > 0 && job.options.mode === 'all';
  return (
    <>
      <CountFigures counts={countsOf(job)} />
      {rejected > 0 && <p className="k-note">{refused ? t('import.refused_all') : t('import.good_only')}</p>}
      {nothing && rejected === 0 && <p className="k-note">{t('import.nothing_new')}</p>}
      <Samples job={job} />
      <RowFaults job={job} />
      {step.error && <FaultBox error={step.error} />}
      <div className="k-sticky-foot">
        <Button variant="default" onClick={() => setEditing(true)}>
          {t('import.change_mapping')}
        </Button>
        <Button disabled={nothing || refused} loading={step.isPending} onClick={() => step.mutate('apply')}>
          {t('import.apply')}
        </Button>
      </div>
    </>
  );
}
