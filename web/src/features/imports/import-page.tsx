import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import type { ImportJob } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Page, PageBody, Section } from '@/ui/page';
import { ScrollX } from '@/ui/scroll-x';
import { EmptyLine, FaultBox, Waiting } from '@/ui/states';
import { countsOf } from './documents';
import { useImports, useUpload } from './queries';
import { StateChip } from './state-chip';
import './imports.css';

function Drop({ take, busy }: { take: (files: File[]) => void; busy: boolean }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the button does the same
    <div
      className="k-drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={30} stroke={1.4} aria-hidden />
      <p>
        <strong>{t('import.drop')}</strong>
        <br />
        <span className="k-dim">{t('import.formats')}</span>
      </p>
      <Button loading={busy} onClick={() => input.current?.click()}>
        {t('import.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('import.choose')}
        accept=".csv,.tsv,.txt,.xlsx,.gz"
        onChange={(event) => {
          take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}

function HistoryRow({ job }: { job: ImportJob }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const { created, updated, rejected } = countsOf(job);
  return (
    <tr data-link>
      <td data-wide>
        <Link to={`/import/${job.id}`} className="k-link">
          {job.name}
        </Link>
      </td>
      <td data-label={t('import.what')}>{term('entity', job.target)}</td>
      <td data-label={t('field.status')}>
        <StateChip state={job.state} />
      </td>
      <td className="k-num" data-label={t('import.created')}>
        {format.integer(created)}
      </td>
      <td className={updated ? 'k-num' : 'k-num k-hide-phone'} data-label={t('import.updated')}>
        {format.integer(updated)}
      </td>
      <td className={rejected ? 'k-num' : 'k-num k-hide-phone'} data-label={t('import.rejected')}>
        {format.integer(rejected)}
      </td>
      <td data-label={t('import.when')}>{format.ago(job.created_at)}</td>
    </tr>
  );
}

function History() {
  const t = useT();
  const imports = useImports();
  return (
    <Section title={t('import.history')}>
      <Waiting on={imports} lines={4}>
        {() =>
          imports.data?.items.length ? (
            <ScrollX>
              <table className="k-table k-table-cards">
                <thead>
                  <tr>
                    <th>{t('import.file')}</th>
                    <th>{t('import.what')}</th>
                    <th>{t('field.status')}</th>
                    <th className="k-num">{t('import.created')}</th>
                    <th className="k-num">{t('import.updated')}</th>
                    <th className="k-num">{t('import.rejected')}</th>
                    <th>{t('import.when')}</th>
                  </tr>
                </thead>
                <tbody>
                  {imports.data.items.map((job) => (
                    <HistoryRow key={job.id} job={job} />
                  ))}
                </tbody>
              </table>
            </ScrollX>
          ) : (
            <EmptyLine>{t('import.no_history')}</EmptyLine>
          )
        }
      </Waiting>
    </Section>
  );
}

export default function ImportPage() {
  const t = useT();
  const navigate = useNavigate();
  const upload = useUpload();
  const [fault, setFault] = useState<unknown>(null);
  const [uploaded, setUploaded] = useState<ImportJob[]>([]);
  const [busy, setBusy] = useState(false);

  const take = async (files: File[]) => {
    setFault(null);
    setBusy(true);
    const jobs: ImportJob[] = [];
    try {
      for (const file of files) jobs.push(await upload.mutateAsync(file));
    } catch (error) {
      setFault(error);
    }
    setBusy(false);
    if (jobs.length === 1 && files.length === 1 && jobs[0]) void navigate({ to: `/import/${jobs[0].id}` });
    else setUploaded(jobs);
  };
  return (
    <Page title={t('nav.import')}>
      <PageBody narrow>
        {fault !== null && <FaultBox error={fault} />}
        <Drop take={(files) => void take(files)} busy={busy} />
        {uploaded.length > 0 && (
          <div className="k-note" role="status">
            {t('import.uploaded_many', { count: uploaded.length })}
          </div>
        )}
        <p className="k-dim" style={{ margin: '12px 0 28px' }}>
          {t('import.order_hint')}
        </p>
        <History />
      </PageBody>
    </Page>
  );
}
