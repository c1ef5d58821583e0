import { Link, Navigate, useParams } from '@tanstack/react-router';
import type { ImportJob } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Page, PageBody } from '@/ui/page';
import { Waiting } from '@/ui/states';
import { CheckStep } from './check-step';
import { MappingStep } from './mapping-step';
import { ProgressStep } from './progress-step';
import { useImport } from './queries';
import { ResultStep } from './result-step';
import { StateChip } from './state-chip';
import './imports.css';

const stepOf: Record<string, number> = {
  uploaded: 0,
  checking: 1,
  checked: 1,
  queued: 2,
  applying: 2,
  undoing: 3,
  applied: 3,
  cancelled: 3,
  failed: 3,
  undone: 3,
};

function Steps({ at }: { at: number }) {
  const t = useT();
  const names = [t('import.step_map'), t('import.step_check'), t('import.step_apply'), t('import.step_done')];
  return (
    <ol className="k-steps">
      {names.map((name, index) => (
        <li key={name} aria-current={index === at ? 'step' : undefined} data-past={index < at || undefined}>
          {name}
        </li>
      ))}
    </ol>
  );
}

function Step({ job }: { job: ImportJob }) {
  switch (job.state) {
    case 'uploaded':
      return <MappingStep key={job.version} job={job} />;
    case 'checking':
    case 'queued':
    case 'applying':
    case 'undoing':
      return <ProgressStep job={job} />;
    case 'checked':
      return <CheckStep job={job} />;
    default:
      return <ResultStep job={job} />;
  }
}

export default function ImportJobPage() {
  const t = useT();
  const term = useTerm();
  const { importId } = useParams({ strict: false }) as { importId: string };
  const query = useImport(importId);
  const job = query.data;
  // plans have a page of their own, and the file is with it already
  if (job?.target === 'account_plans')
    return <Navigate to="/plan-import" search={{ uploads: job.id } as never} replace />;
  if (job?.target === 'plan') return <Navigate to="/plan-import" search={{ document: job.id } as never} replace />;
  return (
    <Page
      title={job?.name ?? t('nav.import')}
      heading={
        <>
          <Link to="/import" className="k-dim">
            {t('nav.import')}
          </Link>
          <span className="k-dim">/</span>
          <h1>{job?.name}</h1>
          {job && <StateChip state={job.state} />}
        </>
      }
      meta={
        job
          ? [job.dialect && term('dialect', job.dialect), job.target && term('entity', job.target)]
              .filter(Boolean)
              .join(' · ')
          : undefined
      }
    >
      <PageBody>
        <Waiting on={query}>
          {() =>
            job && (
              <>
                <Steps at={stepOf[job.state] ?? 0} />
                <Step job={job} />
              </>
            )
          }
        </Waiting>
      </PageBody>
    </Page>
  );
}
