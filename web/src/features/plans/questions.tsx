import { Button, Group, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { DiscussButton } from '@/ui/together-context';
import { type KeptText, useDraft } from '@/ui/use-draft';
import { usePlan } from './plan-context';
import { type PlanQuestion, useAnswer } from './queries';
import { TaskForm } from './task-form';

function AnswerForm({ question, kept, close }: { question: PlanQuestion; kept: KeptText; close: () => void }) {
  const t = useT();
  const answer = useAnswer();
  const [base] = useState(kept.left?.base ?? question.answer);
  const [text, setText] = useState(kept.left?.text ?? (question.answer || question.declined_reason));
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const leave = () => {
    kept.drop();
    close();
  };
  const send = async (body: { answer: string; declined_reason: string }) => {
    setBusy(true);
    try {
      await answer(question, body, base);
      leave();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send({ answer: text, declined_reason: '' });
      }}
      style={{ margin: '4px 0 10px' }}
    >
      <Textarea
        aria-label={question.text}
        autosize
        minRows={2}
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          kept.keep(event.currentTarget.value, base, question.version);
        }}
      />
      {error !== null && <FaultBox error={error} />}
      <Group gap={8} mt={6}>
        <Button type="submit" loading={busy}>
          {t('action.save')}
        </Button>
        <Button variant="default" onClick={leave}>
          {t('action.cancel')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          disabled={!text.trim()}
          title={t('plan.decline_hint')}
          onClick={() => void send({ answer: '', declined_reason: text })}
        >
          {t('plan.decline')}
        </Button>
      </Group>
    </form>
  );
}

/** One question with its answer, the reason why it does not matter, or the task that will answer it. */
function QuestionLine({ question, home }: { question: PlanQuestion; home: boolean }) {
  const t = useT();
  const format = useFormat();
  const { plan, readOnly, nameOf } = usePlan();
  const kept = useDraft(readOnly ? undefined : { route: 'plan-questions', record: question.id, field: 'answer' });
  const [editing, setEditing] = useState(kept.left !== null);
  const [tasking, setTasking] = useState(false);
  const task = plan.tasks.find((candidate) => candidate.question_id === question.id && !candidate.done_on);
  const open = !question.answered && !question.declined;
  return (
    <li data-open={open || undefined} id={home || question.declined ? `row-${question.id}` : undefined}>
      {question.text} <DiscussButton anchor={{ entity: 'plan_question', id: question.id, title: question.text }} />
      {!readOnly && !editing && (
        <span className="k-no-print">
          <Button variant="subtle" size="compact-xs" onClick={() => setEditing(true)}>
            {open ? t('plan.answer') : t('action.edit')}
          </Button>
          {open && !task && (
            <Button variant="subtle" size="compact-xs" onClick={() => setTasking(true)}>
              {t('plan.make_task')}
            </Button>
          )}
        </span>
      )}
      {editing && <AnswerForm question={question} kept={kept} close={() => setEditing(false)} />}
      {!editing && question.answer && <div className="k-prose">{question.answer}</div>}
      {!editing && question.declined && (
        <div className="k-dim">{t('plan.declined', { reason: question.declined_reason })}</div>
      )}
      {open && task && (
        <div className="k-dim">
          {t('plan.task_of', { name: nameOf(task.owner_id), due: task.due_on ? format.day(task.due_on) : '' })}
        </div>
      )}
      <TaskForm
        opened={tasking}
        close={() => setTasking(false)}
        title={question.text}
        body={{ question_id: question.id }}
      />
    </li>
  );
}

/** `home`: the place that a comment on one of them leads to; the library shows the same questions once more. */
export function QuestionList({ questions, home = false }: { questions: PlanQuestion[]; home?: boolean }) {
  return (
    <ul>
      {questions.map((question) => (
        <QuestionLine key={question.id} question={question} home={home} />
      ))}
    </ul>
  );
}

/** The questions of a section; those that do not matter here stand with the library only. */
export function Questions({ questions }: { questions: PlanQuestion[] }) {
  const t = useT();
  const shown = questions.filter((question) => !question.declined);
  if (shown.length === 0) return null;
  const open = shown.filter((question) => !question.answered).length;
  return (
    <details className="k-questions" open={shown.length > open}>
      <summary>
        {t('plan.questions')} <span className="k-dim">{t('plan.open_of', { open, count: shown.length })}</span>
      </summary>
      <QuestionList questions={shown} home />
    </details>
  );
}
