/** What the files of account plans would change, row by row where something is wrong. */
import { Button } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { CrmPlanReport } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { CountFigures } from './count-figures';
import { faultsFile, totals } from './plan-files';

export function Files({ report, drop }: { report: CrmPlanReport; drop?: (name: string) => void }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  return (
    <div className="k-scroll-x" style={{ marginTop: 20 }}>
      <table className="k-table k-table-cards">
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
              <td data-wide>
                {file.name} <span className="k-dim">{file.encoding}</span>
              </td>
              <td data-label={t('import.what')}>{term('entity', file.entity)}</td>
              <td className="k-num" data-label={t('import.rows')}>
                {format.integer(file.rows)}
              </td>
              <td className="k-num" data-label={t('import.created')}>
                {format.integer(file.created)}
              </td>
              <td className="k-num" data-label={t('import.updated')}>
                {format.integer(file.updated)}
              </td>
              <td className="k-num" data-label={t('import.unchanged')}>
                {format.integer(file.unchanged)}
              </td>
              <td className="k-num" data-label={t('import.rejected')}>
                {format.integer(file.rejected)}
              </td>
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
        <table className="k-table k-table-cards">
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
                <td data-wide>{fault.file}</td>
                <td className="k-num" data-label={t('import.line')}>
                  {format.integer(fault.line)}
                </td>
                <td data-label={t('import.column')}>{fault.column}</td>
                <td className="k-ellipsis" data-label={t('filter.value')} style={{ maxWidth: 220 }} title={fault.value}>
                  {fault.value}
                </td>
                <td data-label={t('import.why')}>{fault.message}</td>
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
export function Report({ report, tried }: { report: CrmPlanReport; tried?: boolean }) {
  const t = useT();
  const term = useTerm();
  const refused = report.faults.filter((fault) => !fault.kept);
  const kept = report.faults.filter((fault) => fault.kept);
  const download = () => {
    const link = document.createElement('a');
    link.href = faultsFile(report);
    link.download = 'errors.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <CountFigures counts={totals(report)} />
      {report.faults.length > 0 && (
        <Button variant="default" mb={16} leftSection={<IconDownload size={15} />} onClick={download}>
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
