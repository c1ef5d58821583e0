import { Button, Group } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { PlanSection } from '@/api/types';
import { useUnsent } from '@/api/unsent';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { preloadRichEditor, RichField } from '@/ui/rich-field';
import { RichText } from '@/ui/rich-text';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { DiscussButton, InSection, useWriting } from '@/ui/together-context';
import { type KeptText, useDraft } from '@/ui/use-draft';
import { type Audience, AudienceMenu } from './audience-menu';
import { Facts } from './facts';
import { useChangeSection, useReviewSection, useWriteSection } from './queries';
import { Questions } from './questions';

/** Writes on from the text that stood when it was opened; what others save meanwhile is merged in by the server. */
function Editor({ section, kept, close }: { section: PlanSection; kept: KeptText; close: () => void }) {
  const t = useT();
  const format = useFormat();
  const write = useWriteSection();
  const [base] = useState({
    text: kept.left?.base ?? section.body,
    version: kept.left?.version ?? section.version,
  });
  const [text, setText] = useState(kept.left?.text ?? section.body);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  useWriting(section.key);
  const type = (next: string) => {
    setText(next);
    kept.keep(next, base.text, base.version);
  };
  const leave = () => {
    kept.drop();
    close();
  };
  const save = async () => {
    if (text === base.text) return leave();
    setBusy(true);
    try {
      await write(section, base, text);
      leave();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <RichField
        label={section.title}
        autoFocus
        value={text}
        onChange={type}
        onEscape={() => {
          if (text === base.text) leave();
        }}
        invalid={error !== null}
      />
      {kept.left && (
        <p className="k-dim">{t('draft.restored', { when: format.ago(new Date(kept.left.at).toISOString()) })}</p>
      )}
      {section.version !== base.version && section.body !== base.text && (
        <p className="k-dim" role="status">
          {t('draft.changed_meanwhile')}
        </p>
      )}
      {error !== null && <FaultBox error={error} />}
      <Group mt={8} gap={8}>
        <Button type="submit" loading={busy}>
          {t('action.save')}
        </Button>
        <Button variant="default" onClick={leave}>
          {kept.left ? t('draft.discard') : t('action.cancel')}
        </Button>
      </Group>
    </form>
  );
}

/** Figures that the content of the section shows in its own way: roles, ladder. */
const shownElsewhere: Record<string, string[]> = {
  own_company: ['team', 'uncovered_roles', 'owner'],
  relationship: ['ladder'],
};
/** The figures of living blocks stand in their blocks. */
const inBlocks = 'blocks';
const figuresOf = (section: PlanSection): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(section.facts ?? {}).filter(
      ([key]) => key !== inBlocks && !shownElsewhere[section.key]?.includes(key),
    ),
  );

interface Props {
  section: PlanSection;
  labels: Record<string, string>;
  readOnly?: boolean;
  /** Without the table of figures: a short form says them in words. */
  bare?: boolean;
  children?: ReactNode;
}

export function PlanSectionView({ section, labels, readOnly, bare, children }: Props) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const review = useReviewSection();
  const change = useChangeSection();
  const kept = useDraft(readOnly ? undefined : { route: 'plan-sections', record: section.id, field: 'body' });
  const [editing, setEditing] = useState(kept.left !== null);
  const unsent = useUnsent().some((entry) => entry.record === section.id && entry.state !== 'sending');
  useEffect(() => {
    if (!readOnly) preloadRichEditor();
  }, [readOnly]);
  const looked = section.reviewed_at ?? section.edited_at;
  return (
    <section className="k-section k-plan-section" id={`section-${section.key}`} aria-label={section.title}>
      <header>
        <h2 title={section.help}>{section.title}</h2>
        <span className="k-no-print">
          {looked && <span className="k-dim">{t('plan.looked_at', { when: format.ago(looked) })} </span>}
          {unsent && <PlainChip>{t('unsent.here')}</PlainChip>}
          <DiscussButton anchor={{ entity: 'plan_section', id: section.id, title: section.title }} />
          <AudienceMenu
            value={section.audience as Audience}
            readOnly={readOnly}
            change={(audience) => void change(section, { audience }).catch(toast.failed)}
          />
          {!readOnly && !editing && (
            <>
              <Button
                variant="subtle"
                size="compact-xs"
                loading={review.isPending}
                onClick={() =>
                  review.mutate(section.id, {
                    onSuccess: () => toast.done(t('plan.still_right_done', { name: section.title })),
                    onError: toast.failed,
                  })
                }
              >
                {t('plan.still_right')}
              </Button>
              <Button variant="subtle" size="compact-xs" onClick={() => setEditing(true)}>
                {section.body ? t('action.edit') : t('plan.write')}
              </Button>
            </>
          )}
        </span>
      </header>
      <InSection section={section.key} />
      {editing ? (
        <Editor section={section} kept={kept} close={() => setEditing(false)} />
      ) : section.body ? (
        <RichText body={section.body} />
      ) : (
        <p className="k-empty-small">{section.help || t('plan.section_empty')}</p>
      )}
      {!bare && <Facts facts={figuresOf(section)} labels={labels} />}
      {children}
      {/* the library shows its questions family by family */}
      {section.key !== 'open_questions' && <Questions questions={section.questions} />}
    </section>
  );
}
