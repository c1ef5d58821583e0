import { Button, Group, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isFault } from '@/api/faults';
import { invalidate } from '@/api/queries';
import type { PlanSection } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { type Conflict, ConflictDialog } from '@/ui/conflict-dialog';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { Facts } from './facts';
import { useSaveSection } from './queries';

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

export function PlanSectionView({ section, readOnly }: { section: PlanSection; readOnly?: boolean }) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  const open = section.questions.filter((question) => !question.answered);
  return (
    <section className="k-section k-plan-section" id={`section-${section.key}`} aria-label={section.title}>
      <header>
        <h2>{section.title}</h2>
        {!readOnly && !editing && (
          <Button variant="subtle" size="compact-xs" className="k-no-print" onClick={() => setEditing(true)}>
            {section.body ? t('action.edit') : t('plan.write')}
          </Button>
        )}
      </header>
      {editing ? (
        <Editor section={section} close={() => setEditing(false)} />
      ) : section.body ? (
        <p className="k-prose">{section.body}</p>
      ) : (
        <p className="k-empty-small">{t('plan.section_empty')}</p>
      )}
      <Facts facts={section.facts} />
      {open.length > 0 && (
        <div className="k-questions">
          <h3>{t('plan.open_questions')}</h3>
          <ul>
            {open.map((question) => (
              <li key={question.key}>{question.text}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
