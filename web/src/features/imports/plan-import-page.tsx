/** Account plans of Salesforce: its files together, a look at what they would change, then in, and back out of it. */
import { Button, Group, Select, Switch } from '@mantine/core';
import { IconArrowBackUp, IconDownload, IconX } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { apiUrl } from '@/api/client';
import { useItem, useList } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { CrmPlanReport, PlanImport } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { FileDrop } from '@/ui/file-drop';
import { Page, PageBody, Section } from '@/ui/page';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { CountFigures } from './count-figures';
import { faultsFile, joined, questionsOf, read, totals, usePlanFiles, type Wish } from './plan-files';
import { Questions } from './questions';

function Files({ report, drop }: { report: CrmPlanReport; drop?: (name: string) => void }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  return (
    <div className="k-scroll-x" style={{ marginTop: 20 }}>
      <table className="k-table">
        <thead>
          <tr>
            <th>{t('import.file')}</th>
            <th>{t('import.what')}</th>
            <th className="k-num">{t('import.rows')}</th>
            <th className="k-num">{t('import.created')}</th>
            <th className="k-num">{t('import.updated')}</th>
            <th className="k-num">{t('import.unchanged')}</th>
            <th className="k-num">{t('import.rejected')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {report.files.map((file) => (
            <tr key={file.name}>
              <td>
                {file.name} <span className="k-dim">{file.encoding}</span>
              </td>
              <td>{term('entity', file.entity)}</td>
              <td className="k-num">{format.integer(file.rows)}</td>
              <td className="k-num">{format.integer(file.created)}</td>
              <td className="k-num">{format.integer(file.updated)}</td>
              <td className="k-num">{format.integer(file.unchanged)}</td>
              <td className="k-num">{format.integer(file.rejected)}</td>
              <td>
                {drop && (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    aria-label={`${t('import.leave_out')}: ${file.name}`}
                    onClick={() => drop(file.name)}
                  >
                    <IconX size={14} />
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const shown = 50;

function Faults({ faults, title }: { faults: CrmPlanReport['faults']; title: string }) {
  const t = useT();
  const format = useFormat();
  if (faults.length === 0) return null;
  return (
    <Section title={title}>
      <div className="k-scroll-x">
        <table className="k-table">
          <thead>
            <tr>
              <th>{t('import.file')}</th>
              <th className="k-num">{t('import.line')}</th>
              <th>{t('import.column')}</th>
              <th>{t('filter.value')}</th>
              <th>{t('import.why')}</th>
            </tr>
          </thead>
          <tbody>
            {faults.slice(0, shown).map((fault) => (
              <tr key={fault.file + fault.line + fault.column + fault.key + fault.value}>
                <td>{fault.file}</td>
                <td className="k-num">{format.integer(fault.line)}</td>
                <td>{fault.column}</td>
                <td className="k-ellipsis" style={{ maxWidth: 220 }} title={fault.value}>
                  {fault.value}
                </td>
                <td>{fault.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {faults.length > shown && <p className="k-dim">{t('import.and_more', { count: faults.length - shown })}</p>}
    </Section>
  );
}

/** `tried`: nothing is written yet, so what will be made cannot be opened. */
function Report({ report, wish, tried }: { report: CrmPlanReport; wish: Wish; tried?: boolean }) {
  const t = useT();
  const term = useTerm();
  const refused = report.faults.filter((fault) => !fault.kept);
  const kept = report.faults.filter((fault) => fault.kept);
  const download = async () => {
    const link = document.createElement('a');
    link.href = await faultsFile(wish);
    link.download = 'errors.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <CountFigures counts={totals(report)} />
      {report.faults.length > 0 && (
        <Button variant="default" mb={16} leftSection={<IconDownload size={15} />} onClick={() => void download()}>
          {t('import.faults_download', { count: report.faults.length })}
        </Button>
      )}
      <Faults faults={refused} title={t('import.rejected_rows')} />
      <Faults faults={kept} title={t('import.kept_cells')} />
      {report.plans.length > 0 && (
        <Section title={t('import.plans_touched')}>
          <ul style={{ listStyle: 'none', margin: 0, padding: 0, lineHeight: 1.9 }}>
            {report.plans.slice(0, shown).map((plan) => (
              <li key={plan.id}>
                {tried && plan.outcome === 'created' ? (
                  plan.account
                ) : (
                  <Link to="/accounts/$accountId/plan" params={{ accountId: plan.account_id }} className="k-link">
                    {plan.account}
                  </Link>
                )}{' '}
                <span className="k-dim">{term('import_action', plan.outcome)}</span>
              </li>
            ))}
          </ul>
          {report.plans.length > shown && (
            <p className="k-dim">{t('import.and_more', { count: report.plans.length - shown })}</p>
          )}
        </Section>
      )}
    </>
  );
}

function History({ undo }: { undo: (id: string) => void }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const list = useList('plan-imports', { sort: '-created_at', limit: 20 });
  if (!list.data?.items.length) return null;
  return (
    <Section title={t('import.history')}>
      <div className="k-scroll-x" style={{ marginTop: 8 }}>
        <table className="k-table">
          <tbody>
            {list.data.items.map((one: PlanImport) => (
              <tr key={one.id}>
                <td>{one.name}</td>
                <td>{term('import_state', one.state)}</td>
                <td>{format.ago(one.created_at)}</td>
                <td className="k-num">
                  {one.state === 'applied' && (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      leftSection={<IconArrowBackUp size={14} />}
                      onClick={() => undo(one.id)}
                    >
                      {t('import.undo')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

export default function PlanImportPage() {
  const t = useT();
  const toast = useToast();
  const mayWrite = useMayWrite('plans');
  const { account } = useSearch({ strict: false }) as { account?: string };
  const only = useItem('accounts', account);
  const { tried, done, undo } = usePlanFiles();
  const [wish, setWish] = useState<Wish>({ files: [], ...(account ? { account_id: account } : {}) });
  const [reading, setReading] = useState(false);

  const look = (next: Wish) => {
    setWish(next);
    done.reset();
    if (next.files.length) tried.mutate(next);
    else tried.reset();
  };
  const take = async (files: File[]) => {
    setReading(true);
    const more = await Promise.all(files.map(read));
    setReading(false);
    look({ ...wish, files: joined(wish.files, more) });
  };
  const takeBack = (id: string) =>
    undo.mutate(id, {
      onSuccess: () => {
        toast.done(t('import.undone_text'));
        look({ ...wish, files: [] });
      },
    });
  const report = tried.data;
  const open = report ? questionsOf(report) : [];
  const counts = report ? totals(report) : null;
  const nothing = counts !== null && counts.created + counts.updated === 0;
  const refused = counts !== null && counts.rejected > 0 && wish.only_all === true;
  const error = tried.error ?? done.error ?? undo.error;
  return (
    <Page
      title={t('import.plans_title')}
      actions={
        <Button
          component="a"
          variant="default"
          href={apiUrl('/plan-files/salesforce', {})}
          download="account-plans.zip"
          leftSection={<IconDownload size={15} />}
        >
          {t('import.plans_export')}
        </Button>
      }
    >
      <PageBody>
        <p className="k-dim" style={{ maxWidth: 760, margin: '0 0 16px' }}>
          {t('import.plans_text')}
        </p>
        {account && only.data && <p className="k-note">{t('import.plans_only', { name: only.data.name })}</p>}
        {error && <FaultBox error={error} />}
        {done.data ? (
          <>
            <p className="k-note" role="status">
              {done.data.id ? t('import.done_text') : t('import.nothing_new')}
            </p>
            <Report report={done.data} wish={wish} />
            <Group>
              {done.data.id && (
                <Button
                  variant="default"
                  leftSection={<IconArrowBackUp size={15} />}
                  loading={undo.isPending}
                  onClick={() => takeBack(done.data.id)}
                >
                  {t('import.undo')}
                </Button>
              )}
              <Button variant="default" onClick={() => look({ ...wish, files: [] })}>
                {t('import.another')}
              </Button>
            </Group>
          </>
        ) : (
          mayWrite && (
            <FileDrop
              take={(files) => void take(files)}
              busy={reading || tried.isPending}
              title={t('import.plans_drop')}
              formats={t('import.plans_formats')}
              accept=".csv,.txt,.tsv,.xlsx,.zip"
            />
          )
        )}
        {!done.data && report && (
          <>
            <Files
              report={report}
              drop={
                wish.files.length === report.files.length
                  ? (name) => look({ ...wish, files: wish.files.filter((file) => file.name !== name) })
                  : undefined
              }
            />
            <Questions
              questions={open}
              answers={wish as unknown as Record<string, unknown>}
              answer={(kind, value) => look({ ...wish, [kind]: value })}
            />
            {open.length === 0 && (
              <>
                <Group my={16} align="flex-end">
                  <Select
                    label={t('import.when_wrong')}
                    data={[
                      { value: 'good', label: t('import.mode_good') },
                      { value: 'all', label: t('import.mode_all') },
                    ]}
                    value={wish.only_all ? 'all' : 'good'}
                    allowDeselect={false}
                    onChange={(mode) => setWish({ ...wish, only_all: mode === 'all' })}
                    w={240}
                  />
                  <Switch
                    mb={6}
                    label={t('import.replace')}
                    checked={wish.replace === true}
                    onChange={(event) => look({ ...wish, replace: event.currentTarget.checked })}
                  />
                </Group>
                {refused && <p className="k-note">{t('import.refused_all')}</p>}
                {nothing && <p className="k-note">{t('import.nothing_new')}</p>}
                <Report report={report} wish={wish} tried />
                <div className="k-sticky-foot">
                  <Button disabled={nothing || refused} loading={done.isPending} onClick={() => done.mutate(wish)}>
                    {t('import.apply')}
                  </Button>
                </div>
              </>
            )}
          </>
        )}
        {!report && !done.data && mayWrite && (
          <div style={{ marginTop: 28 }}>
            <History undo={takeBack} />
          </div>
        )}
      </PageBody>
    </Page>
  );
}
