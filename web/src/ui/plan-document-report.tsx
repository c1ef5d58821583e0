/** What a plan's document changes here, what of it does not fit, and who stands in for whom. */
import type { PlanImportReport } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';

type Lost = PlanImportReport['unresolved'][number];

function Names({ title, of, items }: { title: string; of: (lost: Lost) => string; items: Lost[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <b>{title}</b>
      <ul>
        {[...new Set(items.map(of))].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}

export function PlanDocumentReport({ report }: { report: PlanImportReport }) {
  const t = useT();
  const term = useTerm();
  const counts = { created: report.created, updated: report.updated, unchanged: report.unchanged };
  const of = (lost: Lost) => {
    const name = `${term('entity', lost.entity)}: ${lost.name}`;
    return lost.given_to ? t('plan.file_given_to', { name, to: lost.given_to }) : name;
  };
  return (
    <>
      <p style={{ marginTop: 0 }}>{t('plan.file_counts', counts)}</p>
      {report.refused.length > 0 && (
        <>
          <b>{t('plan.file_refused')}</b>
          <ul>
            {report.refused.map((one) => (
              <li key={one.path + one.key}>
                {one.path}: {one.message}
              </li>
            ))}
          </ul>
        </>
      )}
      <Names
        title={t('plan.file_unknown')}
        of={of}
        items={report.unresolved.filter((lost) => lost.reason !== 'cannot_see')}
      />
      <Names
        title={t('plan.file_cannot_see')}
        of={of}
        items={report.unresolved.filter((lost) => lost.reason === 'cannot_see')}
      />
    </>
  );
}

/** Somebody whose duties another could take over. */
export const lacksOwners = (report: PlanImportReport | undefined): boolean =>
  report?.unresolved.some((lost) => lost.entity === 'user' && lost.path.endsWith('/owner_id')) ?? false;
