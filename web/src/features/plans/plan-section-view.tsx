import { Button, Group, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { isFault } from '@/api/faults';
import { invalidate } from '@/api/queries';
import type { PlanSection } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { type Conflict, ConflictDialog } from '@/ui/conflict-dialog';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { type Audience, AudienceMenu } from './audience-menu';
import { Facts } from './facts';
import { useReviewSection, useSaveSection } from './queries';
import { Questions } from './questions';

function Editor({ section, close }: { section: PlanSection; close: () => void }) {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const save = useSaveSection();
  const [body, setBody] = useState(section.body);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const write = (text: string, version: number) =>
    save.mutate(
      { section: { ...section, version }, body: { body: text } },
      {
        onSuccess: (saved) => {
          close();
          toast.done(t('common.changed', { field: section.title }), async () => {
            await save.mutateAsync({ section: { ...section, version: saved.version }, body: { body: section.body } });
          });
        },
        onError: (error) => {
          if (isFault(error, 409) && error.current) setConflict({ mine: { body: text }, current: error.current });
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        write(body, section.version);
      }}
    >
      <Textarea
        aria-label={section.title}
        autosize
        minRows={4}
        autoFocus
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        size="sm"
      />
      {save.error && !conflict && <FaultBox error={save.error} />}
      <Group mt={8} gap={8}>
        <Button type="submit" loading={save.isPending}>
          {t('action.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
      </Group>
      <ConflictDialog
        conflict={conflict}
        close={() => setConflict(null)}
        settle={(chosen, version) => {
          setConflict(null);
          if (typeof chosen.body === 'string') write(chosen.body, version);
          else {
            invalidate(client, 'plan-sections');
            close();
          }
        }}
      />
    </form>
  );
}

/** Figures that the content of the section shows in its own way: roles, ladder. */
const shownElsewhere: Record<string, string[]> = {
  own_company: ['team', 'uncovered_roles', 'owner'],
  relationship: ['ladder'],
};
const figuresOf = (section: PlanSection): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(section.facts ?? {}).filter(([key]) => !shownElsewhere[section.key]?.includes(key)),
  );

interface Props {
  section: PlanSection;
  labels: Record<string, string>;
  readOnly?: boolean;
  children?: ReactNode;
}

export function PlanSectionView({ section, labels, readOnly, children }: Props) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const review = useReviewSection();
  const save = useSaveSection();
  const [editing, setEditing] = useState(false);
  const looked = section.reviewed_at ?? section.edited_at;
  return (
    <section className="k-section k-plan-section" id={`section-${section.key}`} aria-label={section.title}>
      <header>
        <h2 title={section.help}>{section.title}</h2>
        <span className="k-no-print">
          {looked && <span className="k-dim">{t('plan.looked_at', { when: format.ago(looked) })} </span>}
          <AudienceMenu
            value={section.audience as Audience}
            readOnly={readOnly}
            change={(audience) => save.mutate({ section, body: { audience } }, { onError: toast.failed })}
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
      {editing ? (
        <Editor section={section} close={() => setEditing(false)} />
      ) : section.body ? (
        <p className="k-prose">{section.body}</p>
      ) : (
        <p className="k-empty-small">{section.help || t('plan.section_empty')}</p>
      )}
      <Facts facts={figuresOf(section)} labels={labels} />
      {children}
      {/* the library shows its questions family by family */}
      {section.key !== 'open_questions' && <Questions questions={section.questions} />}
    </section>
  );
}
