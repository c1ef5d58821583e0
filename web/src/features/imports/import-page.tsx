import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useList } from '@/api/queries';
import { useCan, useMayWrite } from '@/api/session';
import type { ImportJob, PlanImport } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { FileDrop } from '@/ui/file-drop';
import { Page, PageBody, Section } from '@/ui/page';
import { ScrollX } from '@/ui/scroll-x';
import { Empty, EmptyLine, FaultBox, Waiting } from '@/ui/states';
import { countsOf } from './documents';
import { type PlanImportSearch, planCounts } from './plan-files';
import { useImports, useUpload } from './queries';
import { StateChip } from './state-chip';
import './imports.css';

/** Plans go in by their own page, and their files are with it already. */
function planPlace(jobs: ImportJob[]): { to: string; search: PlanImportSearch } | null {
  const [first] = jobs;
  if (!first) return null;
  if (first.target === 'plan') return { to: '/plan-import', search: { document: first.id } };
  const uploads = jobs.filter((job) => job.target === 'account_plans');
  return uploads.length ? { to: '/plan-import', search: { uploads: uploads.map((job) => job.id).join(',') } } : null;
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
      <td data-label={t('import.when')} style={{ whiteSpace: 'nowrap' }}>
        {format.ago(job.created_at)}
      </td>
    </tr>
  );
}

function PlanRow({ one }: { one: PlanImport }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const { created, updated, rejected } = planCounts(one.result);
  return (
    <tr data-link>
      <td data-wide>
        <Link to="/plan-import" className="k-link">
          {one.name}
        </Link>
      </td>
      <td data-label={t('import.what')}>{term('entity', 'account_plans')}</td>
      <td data-label={t('field.status')}>
        <StateChip state={one.state} />
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
      <td data-label={t('import.when')} style={{ whiteSpace: 'nowrap' }}>
        {format.ago(one.created_at)}
      </td>
    </tr>
  );
}

function History() {
  const t = useT();
  const may = useCan();
  const imports = useImports();
  const plans = useList('plan-imports', { sort: '-created_at', limit: 50 }, may('plans.read'));
  const rows = [
    ...(imports.data?.items ?? []).map((job) => ({ at: job.created_at, row: <HistoryRow key={job.id} job={job} /> })),
    ...(plans.data?.items ?? []).map((one) => ({ at: one.created_at, row: <PlanRow key={one.id} one={one} /> })),
  ].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Section title={t('import.history')}>
      <Waiting on={imports} lines={4}>
        {() =>
          rows.length ? (
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
                <tbody>{rows.map(({ row }) => row)}</tbody>
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
  const mayPlan = useMayWrite('plans');
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
    const plans = jobs.length === files.length ? planPlace(jobs) : null;
    if (plans && jobs.every((job) => job.target === jobs[0]?.target) && (jobs.length === 1 || plans.search.uploads))
      void navigate(plans as never);
    else if (jobs.length === 1 && files.length === 1 && jobs[0]) void navigate({ to: `/import/${jobs[0].id}` });
    else setUploaded(jobs);
  };
  const may = useCan();
  const together = planPlace(uploaded.filter((job) => job.target === 'account_plans'));
  if (!may('imports.read') && !may('imports.write'))
    return (
      <Page title={t('nav.import')}>
        <Empty
          title={t('import.not_yours')}
          text={t('import.not_yours_text')}
          action={
            mayPlan && (
              <Link to="/plan-import" className="k-link">
                {t('import.plans_link')}
              </Link>
            )
          }
        />
      </Page>
    );
  return (
    <Page title={t('nav.import')}>
      <PageBody narrow>
        {fault !== null && <FaultBox error={fault} />}
        {may('imports.write') ? (
          <FileDrop
            take={(files) => void take(files)}
            busy={busy}
            title={t('import.drop')}
            formats={t('import.formats')}
            accept=".csv,.tsv,.txt,.xlsx,.gz,.zip,.json"
          />
        ) : (
          <EmptyLine>{t('import.not_yours_text')}</EmptyLine>
        )}
        {uploaded.length > 0 && (
          <div className="k-note" role="status">
            {t('import.uploaded_many', { count: uploaded.length })}{' '}
            {together && (
              <Link to={together.to} search={together.search as never} className="k-link">
                {t('import.plans_together')}
              </Link>
            )}
          </div>
        )}
        <p className="k-dim" style={{ margin: '12px 0 28px' }}>
          {t('import.order_hint')}{' '}
          {mayPlan && (
            <Link to="/plan-import" className="k-link">
              {t('import.plans_link')}
            </Link>
          )}
        </p>
        <History />
      </PageBody>
    </Page>
  );
}
