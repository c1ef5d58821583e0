/** The customer's profile line by line, each with its source and date. */
import { useT } from '@/lib/i18n/i18n';
import { EditableValue } from '@/ui/editable';
import { oneField, useChoices, useOptions } from './fields';
import { type Body, routes, usePlan } from './plan-context';
import { RowMore, RowTable } from './row-table';

export function ProfileLines({ section }: { section: string }) {
  const t = useT();
  const { plan, readOnly, change, add } = usePlan();
  const { sources } = useOptions();
  return (
    <dl className="k-profile">
      {plan.profile
        .filter((line) => line.section === section)
        .map((line) => {
          const entry = plan.profile_entries.find((candidate) => candidate.key === line.key);
          const save = (body: Body, seen: Body) =>
            entry ? change('profile_entries', entry, body, seen) : add('profile_entries', { key: line.key, ...body });
          return (
            <div key={line.key} id={entry ? `row-${entry.id}` : undefined}>
              <dt>
                {line.title}
                {!line.asked && <small className="k-dim"> {t('plan.if_deeper')}</small>}
              </dt>
              <dd>
                <EditableValue
                  field={{ key: 'text', label: line.title, kind: 'longtext' }}
                  value={entry?.text}
                  save={async (body, seen) => {
                    await save(body, seen);
                  }}
                  readOnly={readOnly}
                  of={entry && { route: routes.profile_entries, record: entry.id }}
                />
                {!entry && <small className="k-dim k-profile-help">{line.help}</small>}
                {entry && (
                  <span className="k-profile-from">
                    {[
                      oneField({ key: 'source_id', label: t('field.source_id') }, sources),
                      { key: 'evidence', label: t('field.evidence'), kind: 'text' as const },
                      { key: 'dated_on', label: t('field.dated_on'), kind: 'date' as const },
                    ].map((field) => (
                      <span key={field.key}>
                        <small className="k-dim">{field.label}</small>
                        <EditableValue
                          field={field}
                          value={entry[field.key as 'evidence']}
                          save={(body, seen) => change('profile_entries', entry, body, seen)}
                          readOnly={readOnly}
                        />
                      </span>
                    ))}
                    <RowMore list="profile_entries" row={entry} />
                  </span>
                )}
              </dd>
            </div>
          );
        })}
    </dl>
  );
}

export function Sources() {
  const t = useT();
  const choices = useChoices();
  return (
    <section className="k-subsection" aria-label={t('plan.sources')}>
      <h3>{t('plan.sources')}</h3>
      <RowTable
        list="sources"
        title={t('plan.sources')}
        empty={t('plan.no_sources')}
        addLabel={t('plan.add_source')}
        ask={['title', 'kind', 'url', 'dated_on']}
        fields={[
          { key: 'title', label: t('plan.source'), kind: 'text', required: true },
          oneField(
            { key: 'kind', label: t('field.kind') },
            choices('source_kind', ['annual_report', 'investor_deck', 'website', 'social', 'expert', 'news', 'other']),
          ),
          { key: 'url', label: t('field.url'), kind: 'text' },
          { key: 'dated_on', label: t('field.dated_on'), kind: 'date' },
          { key: 'note', label: t('field.note'), kind: 'longtext' },
        ]}
      />
    </section>
  );
}
