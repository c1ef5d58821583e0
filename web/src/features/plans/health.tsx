/** The health of a plan: filled, fresh and evidenced kept apart, each missing point one click from where it is mended. */
import { IconAlertTriangleFilled, IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Plan } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';

type Finding = Plan['completeness']['missing'][number];
export type Dimension = 'filled' | 'fresh' | 'evidenced';
export const dimensions: Dimension[] = ['filled', 'fresh', 'evidenced'];
const listOf = { filled: 'missing', fresh: 'stale', evidenced: 'unproven' } as const;
const scoreOf = { filled: 'score', fresh: 'freshness', evidenced: 'evidence' } as const;

export const findingsOf = (plan: Plan, dimension: Dimension): Finding[] => plan.completeness[listOf[dimension]];

/** Brings what is named into view, opens what hides it, and gives it the focus. */
export function goTo(anchor: string): void {
  const target = document.getElementById(anchor);
  if (!target) return;
  for (let at = target.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  target.scrollIntoView({ block: 'start' });
  const field = target.querySelector<HTMLElement>('button:not(:disabled), a, input');
  field?.focus({ preventScroll: true });
}

function FindingLink({ plan, finding }: { plan: Plan; finding: Finding }) {
  if (finding.page !== 'plan')
    return (
      <Link className="k-link" to={`/accounts/${plan.account_id}/${finding.page}`}>
        {finding.text}
      </Link>
    );
  const anchor = finding.record_id ? `row-${finding.record_id}` : `section-${finding.section}`;
  return (
    <a
      className="k-link"
      href={`#${anchor}`}
      onClick={(event) => {
        event.preventDefault();
        goTo(anchor);
      }}
    >
      {finding.text}
    </a>
  );
}

export function HealthPanel({ plan }: { plan: Plan }) {
  const t = useT();
  // where there is room, what needs attention is said at once
  const [open, setOpen] = useState<Dimension | null>(() =>
    window.innerWidth >= 992 ? (dimensions.find((dimension) => findingsOf(plan, dimension).length > 0) ?? null) : null,
  );
  const titleOf = (key: string) => plan.sections.find((section) => section.key === key)?.title ?? '';
  const findings = open ? findingsOf(plan, open) : [];
  const sections = [...new Set(findings.map((finding) => finding.section))];
  return (
    <section className="k-health" aria-label={t('plan.health')}>
      <div className="k-health-meters">
        {dimensions.map((dimension) => {
          const score = plan.completeness[scoreOf[dimension]];
          const count = findingsOf(plan, dimension).length;
          return (
            <button
              key={dimension}
              type="button"
              aria-expanded={open === dimension}
              onClick={() => setOpen(open === dimension ? null : dimension)}
            >
              <b>{t(`plan.${dimension}`)}</b>
              <span className="k-health-score">{score === null ? '–' : `${score}`}</span>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect width="100" height="4" fill="var(--k-line)" />
                <rect width={score ?? 0} height="4" fill="var(--k-accent)" />
              </svg>
              <small className="k-dim">{t(`plan.${dimension}_points`, { count })}</small>
            </button>
          );
        })}
      </div>
      {open && (
        <div className="k-health-list">
          {findings.length === 0 && <p className="k-dim">{t(`plan.${open}_all`)}</p>}
          <dl>
            {sections.map((section) => (
              <div key={section}>
                <dt>{titleOf(section)}</dt>
                {findings
                  .filter((finding) => finding.section === section)
                  .map((finding) => (
                    <dd key={finding.key}>
                      <FindingLink plan={plan} finding={finding} />
                    </dd>
                  ))}
              </div>
            ))}
          </dl>
        </div>
      )}
    </section>
  );
}

/** What stands beside a section's name: a shape for each of the three, with its words for a screen reader. */
export function SectionMarks({ plan, section }: { plan: Plan; section: string }) {
  const t = useT();
  const bad = dimensions.filter((dimension) => findingsOf(plan, dimension).some((one) => one.section === section));
  if (bad.length === 0)
    return (
      <IconCircleCheckFilled size={13} className="k-good-text" role="img" aria-label={t('plan.mark_good')}>
        <title>{t('plan.mark_good')}</title>
      </IconCircleCheckFilled>
    );
  const label = bad.map((dimension) => t(`plan.not_${dimension}`)).join(', ');
  const Shape = bad[0] === 'filled' ? IconCircleDashed : IconAlertTriangleFilled;
  return (
    <Shape size={13} className={bad[0] === 'filled' ? 'k-dim' : 'k-warn-text'} role="img" aria-label={label}>
      <title>{label}</title>
    </Shape>
  );
}
