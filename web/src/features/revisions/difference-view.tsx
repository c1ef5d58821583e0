/** Two states of a plan side by side: texts by word, rows that came and went, fields that changed. */
import { Button, Group, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PlanDifference } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { Section } from '@/ui/page';
import { ScrollX } from '@/ui/scroll-x';
import { bookkeeping, ShownValue, useFieldName, useIsWhole } from '@/ui/shown-value';
import { EmptyLine, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { useDifference, useRestoreSection } from './queries';
import './revisions.css';

type Item = PlanDifference['items'][number];
type Field = Item['fields'][number];

/** One side of a text: what the other side has not is marked. */
function Side({ field, side }: { field: Field; side: 'removed' | 'added' }) {
  const words = (field.words ?? []).filter((word) => word.kind === 'same' || word.kind === side);
  return (
    <div className="k-difference-text">
      {words.map((word, at) => {
        const key = `${at}${word.kind}`;
        if (word.kind === 'same') return <span key={key}>{word.text}</span>;
        return word.kind === 'removed' ? <del key={key}>{word.text}</del> : <ins key={key}>{word.text}</ins>;
      })}
    </div>
  );
}

type Names = PlanDifference['names'];

function FieldRow({
  field,
  names,
  words,
  entity,
}: {
  field: Field;
  names: Names;
  words: Item['words'];
  entity: string;
}) {
  const t = useT();
  const fieldName = useFieldName();
  const isWhole = useIsWhole();
  const own = field.name.startsWith('content.') ? words?.fields[field.name.slice('content.'.length)] : undefined;
  const isName = own ? own.type === 'person' : /_(id|ids|by)$/.test(field.name);
  const nameOf = (id: unknown) => names[String(id)] ?? t('revisions.not_seen');
  const plain = (value: unknown): ReactNode => {
    const choice = typeof value === 'string' && own?.choices[value];
    if (choice) return choice;
    if (isName && Array.isArray(value) && value.length) return value.map(nameOf).join(', ');
    if (isName && typeof value === 'string' && value) return nameOf(value);
    return <ShownValue field={field.name} value={value} entity={entity} />;
  };
  const whole = [field.before, field.after].some((value) => isWhole(entity, field.name, value));
  const long = field.words !== null && !isName && !whole && own?.type !== 'choice';
  return (
    <tr>
      <th scope="row" className="k-dim" style={{ fontWeight: 400 }}>
        {own?.title ?? fieldName(entity, field.name)}
      </th>
      <td data-label={t('revisions.before')}>{long ? <Side field={field} side="removed" /> : plain(field.before)}</td>
      <td data-label={t('revisions.after')}>{long ? <Side field={field} side="added" /> : plain(field.after)}</td>
    </tr>
  );
}

/** Told by the title of the block. */
const ofBlock = new Set(['block', 'kind', 'section', 'template_version_id']);
/** Who wrote when is no difference between two plans; nor are two versions of one name, whose numbers stand beside. */
const tellsIn = (item: Item, names: Names) => (field: Field) =>
  (!bookkeeping.has(field.name) || field.name === 'template_version_id') &&
  !(item.entity === 'plan_entry' && ofBlock.has(field.name)) &&
  !(
    field.name === 'template_version_id' &&
    names[String(field.before)] !== undefined &&
    names[String(field.before)] === names[String(field.after)]
  );

interface ItemProps {
  item: Item;
  names: Names;
  sections: Map<string, string>;
}

function ItemBlock({ item, names, sections }: ItemProps) {
  const t = useT();
  const term = useTerm();
  const title =
    item.entity === 'plan_section'
      ? (sections.get(item.section) ?? item.section)
      : item.entity === 'plan'
        ? ''
        : item.title;
  const fields = item.fields.filter(tellsIn(item, names));
  return (
    <div className="k-difference-item">
      <p>
        <PlainChip ink={item.kind === 'added'}>{t(`revisions.${item.kind}`)}</PlainChip> <b>{title}</b>{' '}
        <span className="k-dim">{term('entity', item.entity)}</span>
      </p>
      <ScrollX>
        <table className="k-table k-difference">
          <colgroup>
            <col style={{ width: 150 }} />
            <col />
            <col />
          </colgroup>
          <thead className="k-visually-hidden">
            <tr>
              <th>{t('revisions.field')}</th>
              <th>{t('revisions.before')}</th>
              <th>{t('revisions.after')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <FieldRow key={field.name} field={field} names={names} words={item.words} entity={item.entity} />
            ))}
          </tbody>
        </table>
      </ScrollX>
    </div>
  );
}

export function DifferenceView({
  planId,
  from,
  to,
  sections,
  mayWrite,
}: {
  planId: string;
  from: string;
  to: string;
  /** Titles of the sections by their key, in order. */
  sections: Map<string, string>;
  mayWrite: boolean;
}) {
  const t = useT();
  const toast = useToast();
  const difference = useDifference(planId, from, to);
  const restore = useRestoreSection(planId);
  const names = difference.data?.names ?? {};
  const items = (difference.data?.items ?? []).filter((item) => item.fields.some(tellsIn(item, names)));
  const groups = new Map<string, Item[]>();
  for (const key of [...sections.keys(), '']) {
    const own = items.filter((item) => item.section === key || (key === '' && !sections.has(item.section)));
    if (own.length) groups.set(key, own);
  }
  const [asked, setAsked] = useState<string | null>(null);
  const bring = (section: string) =>
    restore.mutate(
      { section, at: from },
      {
        onSuccess: () => {
          setAsked(null);
          toast.done(t('revisions.restored'));
        },
        onError: toast.failed,
      },
    );
  if (from === to) return <EmptyLine>{t('revisions.same_moment')}</EmptyLine>;
  return (
    <Waiting on={difference}>
      {() =>
        items.length === 0 ? (
          <EmptyLine>{t('revisions.no_difference')}</EmptyLine>
        ) : (
          <>
            <div className="k-difference-head" aria-hidden>
              <span />
              <b>{difference.data?.from.label === 'now' ? t('revisions.now') : difference.data?.from.label}</b>
              <b>{difference.data?.to.label === 'now' ? t('revisions.now') : difference.data?.to.label}</b>
            </div>
            {[...groups].map(([key, own]) => (
              <Section
                key={key}
                title={sections.get(key) ?? t('revisions.whole_plan')}
                aside={
                  mayWrite && key && to === 'now' ? (
                    <Button size="compact-xs" variant="subtle" onClick={() => setAsked(key)}>
                      {t('revisions.restore')}
                    </Button>
                  ) : undefined
                }
              >
                {own.map((item) => (
                  <ItemBlock key={item.id} item={item} names={names} sections={sections} />
                ))}
              </Section>
            ))}
            <Modal
              opened={asked !== null}
              onClose={() => setAsked(null)}
              title={<b>{t('revisions.restore')}</b>}
              closeButtonProps={{ 'aria-label': t('action.close') }}
            >
              <p style={{ marginTop: 0 }}>
                {t('revisions.restore_ask', {
                  section: sections.get(asked ?? '') ?? '',
                  moment: difference.data?.from.label ?? '',
                  count: groups.get(asked ?? '')?.length ?? 0,
                })}
              </p>
              <Group justify="flex-end">
                <Button variant="default" onClick={() => setAsked(null)}>
                  {t('action.cancel')}
                </Button>
                <Button loading={restore.isPending} onClick={() => asked && bring(asked)}>
                  {t('revisions.restore')}
                </Button>
              </Group>
            </Modal>
          </>
        )
      }
    </Waiting>
  );
}
