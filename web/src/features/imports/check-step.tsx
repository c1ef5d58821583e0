import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { apiUrl } from '@/api/client';
import type { ImportJob } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { FaultBox } from '@/ui/states';
import { Counts } from './counts';
import { MappingStep } from './mapping-step';
import { useImportStep } from './queries';

export const plainValue = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(plainValue).join(', ');
  if (typeof value === 'object') {
    const money = value as { minor?: number; currency?: string };
    if (typeof money.minor === 'number') return `${money.currency} ${money.minor / 100}`;
    return JSON.stringify(value);
  }
  return String(value);
};

function Samples({ job }: { job: ImportJob }) {
  const t = useT();
  const term = useTerm();
  if (job.samples.length === 0) return null;
  const fields = [...new Set(job.samples.flatMap((sample) => Object.keys(sample.values)))].slice(0, 9);
  return (
    <Section title={t('import.samples')}>
      <div className="k-scroll-x">
        <table className="k-table">
          <thead>
            <tr>
              <th className="k-num">{t('import.line')}</th>
              <th>{t('import.action')}</th>
              {fields.map((field) => (
                <th key={field}>{term('field', field)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {job.samples.map((sample) => (
              <tr key={sample.line}>
                <td className="k-num">{sample.line}</td>
                <td>{term('import_action', sample.action)}</td>
                {fields.map((field) => (
                  <td key={field} style={{ maxWidth: 240 }} className="k-ellipsis">
                    {plainValue(sample.values[field])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

export function ErrorsLink({ job }: { job: ImportJob }) {
  const t = useT();
  if (job.counts.rejected === 0) return null;
  return (
    <Button
      component="a"
      variant="default"
      href={apiUrl(`/imports/${job.id}/errors`, { format: 'csv' })}
      download
      leftSection={<IconDownload size={15} />}
    >
      {t('import.errors_download', { count: job.counts.rejected })}
    </Button>
  );
}

export function CheckStep({ job }: { job: ImportJob }) {
  const t = useT();
  const step = useImportStep(job.id);
  const [editing, setEditing] = useState(false);
  if (editing) return <MappingStep job={job} />;
  const { created, updated, rejected } = job.counts;
  const nothing = created + updated === 0;
  const refused = rejected > 0 && job.options.mode === 'all';
  return (
    <>
      <Counts counts={job.counts} />
      {rejected > 0 && <p className="k-note">{refused ? t('import.refused_all') : t('import.good_only')}</p>}
      {nothing && rejected === 0 && <p className="k-note">{t('import.nothing_new')}</p>}
      <Samples job={job} />
      {step.error && <FaultBox error={step.error} />}
      <div className="k-sticky-foot">
        <Button variant="default" onClick={() => setEditing(true)}>
          {t('import.change_mapping')}
        </Button>
        <ErrorsLink job={job} />
        <Button disabled={nothing || refused} loading={step.isPending} onClick={() => step.mutate('apply')}>
          {t('import.apply')}
        </Button>
      </div>
    </>
  );
}
