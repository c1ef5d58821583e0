/** The blocks that a template adds to a section: texts, fields, tables and figures, edited where they stand. */
import type { ReactNode } from 'react';
import type { PlanSection } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { EditableValue } from '@/ui/editable';
import type { FormField } from '@/ui/record-form';
import { RichText } from '@/ui/rich-text';
import { useToast } from '@/ui/toast';
import { type Audience, AudienceMenu } from './audience-menu';
import { Facts } from './facts';
import { OwnText } from './own-text';
import { type Body, type Row, usePlan } from './plan-context';
import { RowTable } from './row-table';

export type Block = PlanSection['blocks'][number];
type BlockField = Block['fields'][number];
export type Entry = Row & {
  block: string;
  audience: string;
  content: Record<string, unknown>;
  position: number;
  outside?: boolean;
  title?: string;
  left_over?: { key: string; title: string; text: string }[];
};

export const useEntries = (): Entry[] => usePlan().plan.entries as unknown as Entry[];

/** How a field of the template is shown and asked for. */
export function formField(field: BlockField, currency: string): FormField {
  const given = { key: field.key, label: field.title, hint: field.help || undefined, required: field.required };
  switch (field.type) {
    case 'long_text':
      return { ...given, kind: 'longtext' };
    case 'number':
      return { ...given, kind: 'number' };
    case 'percent':
      return { ...given, label: `${field.title} (%)`, kind: 'number' };
    case 'money':
      return { ...given, kind: 'money', currency };
    case 'date':
      return { ...given, kind: 'date' };
    case 'choice':
      return {
        ...given,
        kind: 'choice',
        choices: field.choices.map((choice) => ({ value: choice.key, label: choice.title })),
      };
    case 'person':
      return { ...given, kind: 'ref', route: 'users' };
    default:
      return { ...given, kind: 'text' };
  }
}

/** What stands in the fields of today: a value that fits its field no longer is shown as it was, beside them. */
export function fitting(entry: Entry | undefined): Record<string, unknown> {
  const old = new Set(entry?.left_over?.map((one) => one.key));
  return Object.fromEntries(Object.entries(entry?.content ?? {}).filter(([key]) => !old.has(key)));
}

export function LeftOver({ entry }: { entry: Entry }) {
  const t = useT();
  const toast = useToast();
  const { readOnly, change } = usePlan();
  const clear = (key: string) =>
    change('entries', entry, { content: { ...entry.content, [key]: null } }).catch(toast.failed);
  if (!entry.left_over?.length) return null;
  return (
    <dl className="k-own-fields k-left-over" aria-label={t('plan.left_over')}>
      {entry.left_over.map((one) => (
        <div key={one.key}>
          <dt>
            {one.title} · {t('plan.left_over')}
          </dt>
          <dd>
            {one.text}{' '}
            {!readOnly && (
              <button
                type="button"
                className="k-link k-no-print"
                aria-label={t('plan.take_away_old', { title: one.title })}
                onClick={() => void clear(one.key)}
              >
                {t('action.clear')}
              </button>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One text, or fields side by side: the first value that is written makes the entry. */
function OneEntry({ block }: { block: Block }) {
  const { plan, readOnly, change, add } = usePlan();
  const entry = useEntries().find((one) => one.block === block.key && !one.outside);
  const content = entry?.content ?? {};
  const shownValues = fitting(entry);
  const save = async (body: Body) => {
    if (entry) await change('entries', entry, { content: { ...content, ...body } });
    else await add('entries', { block: block.key, content: body });
  };
  return (
    <>
      <dl className="k-own-fields">
        {block.fields.map((field) => {
          const shown = formField(field, plan.currency);
          return (
            <div key={field.key} title={field.help || undefined}>
              <dt>{shown.label}</dt>
              <dd>
                <EditableValue field={shown} value={shownValues[field.key] ?? null} save={save} readOnly={readOnly} />
              </dd>
            </div>
          );
        })}
      </dl>
      {entry && <LeftOver entry={entry} />}
    </>
  );
}

function OwnTable({ block }: { block: Block }) {
  const t = useT();
  const { plan } = usePlan();
  const entries = useEntries().filter((one) => one.block === block.key && !one.outside);
  const fields = block.fields.map((field) => formField(field, plan.currency));
  const last = entries.reduce((most, entry) => Math.max(most, entry.position), 0);
  return (
    <>
      <RowTable
        list="entries"
        title={block.title}
        empty={block.help || t('plan.no_rows')}
        addLabel={t('plan.add_row')}
        ask={fields.map((field) => field.key)}
        fields={fields}
        widest={block.audience as Audience}
        rows={entries.map((entry) => ({
          ...fitting(entry),
          id: entry.id,
          version: entry.version,
          audience: entry.audience,
          content: entry.content,
        }))}
        wrap={(row, body) => {
          if ('audience' in body && row) return body;
          const known = entries.find((entry) => entry.id === row?.id);
          const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
          return known
            ? { content: { ...known.content, ...given } }
            : { block: block.key, position: last + 10, content: given };
        }}
      />
      {entries.map((entry) => (
        <LeftOver key={entry.id} entry={entry} />
      ))}
    </>
  );
}

function BlockAudience({ block }: { block: Block }) {
  const { change, readOnly } = usePlan();
  const entry = useEntries().find((one) => one.block === block.key && !one.outside);
  if (!entry || block.kind === 'table') return null;
  return (
    <AudienceMenu
      value={entry.audience as Audience}
      readOnly={readOnly}
      widest={block.audience as Audience}
      change={(audience) => void change('entries', entry, { audience })}
    />
  );
}

export function OwnBlocks({ section }: { section: PlanSection }) {
  const { plan } = usePlan();
  const figures = (section.facts as { blocks?: Record<string, Record<string, unknown>> } | undefined)?.blocks ?? {};
  const content = (block: Block): ReactNode => {
    if (block.kind === 'living')
      return <Facts facts={figures[block.key] ?? {}} labels={plan.labels as Record<string, string>} />;
    if (block.kind === 'table') return <OwnTable block={block} />;
    if (block.kind === 'text') return <OwnText block={block} />;
    if (block.kind === 'fields') return <OneEntry block={block} />;
    return null;
  };
  return (
    <>
      {section.blocks
        .filter((block) => block.kind !== 'questions')
        .map((block) => (
          <div key={block.key} className="k-subsection" id={`block-${block.key}`}>
            <h3>
              {block.title} <BlockAudience block={block} />
            </h3>
            {block.help && block.kind !== 'table' && <p className="k-dim k-block-help">{block.help}</p>}
            {content(block)}
          </div>
        ))}
    </>
  );
}

/** What the template has no place for any more: kept, readable, and taken away only by somebody's own hand. */
export function OutsideParts() {
  const t = useT();
  const { plan, readOnly, drop } = usePlan();
  const entries = useEntries().filter((entry) => entry.outside && entry.left_over?.length);
  const sections = plan.sections.filter(
    (section) => section.outside && (section.edited_at || section.questions.some((question) => question.answered)),
  );
  if (entries.length + sections.length === 0) return null;
  return (
    <section className="k-section k-plan-section" id="section-outside" aria-label={t('plan.outside')}>
      <header>
        <h2>{t('plan.outside')}</h2>
      </header>
      <p className="k-dim">{t('plan.outside_text')}</p>
      {sections.map((section) => (
        <div key={section.id} className="k-subsection">
          <h3>{section.title}</h3>
          <RichText body={section.body} top={4} />
          {section.questions
            .filter((question) => question.answered)
            .map((question) => (
              <p key={question.id}>
                <b>{question.text}</b>
                <br />
                {question.answer}
              </p>
            ))}
        </div>
      ))}
      {entries.map((entry) => (
        <div key={entry.id} className="k-subsection">
          <h3>
            {entry.title}
            {!readOnly && (
              <button type="button" className="k-link k-no-print" onClick={() => void drop('entries', entry)}>
                {t('action.delete')}
              </button>
            )}
          </h3>
          <dl className="k-own-fields">
            {entry.left_over?.map((one) => (
              <div key={one.key}>
                <dt>{one.title}</dt>
                <dd>{one.text}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}
