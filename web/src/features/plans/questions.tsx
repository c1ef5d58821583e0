import { Button, Group, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { usePlan } from './plan-context';
import { type PlanQuestion, useAnswer } from './queries';
import { TaskForm } from './task-form';

function AnswerForm({ question, close }: { question: PlanQuestion; close: () => void }) {
  const t = useT();
  const answer = useAnswer();
  const [text, setText] = useState(question.answer || question.declined_reason);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate({ question, body: { answer: text, declined_reason: '' } }, { onSuccess: close });
  };
  return (
    <form onSubmit={submit} style={{ margin: '4px 0 10px' }}>
      <Textarea
        aria-label={question.text}
        autosize
        minRows={2}
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {answer.error && <FaultBox error={answer.error} />}
      <Group gap={8} mt={6}>
        <Button type="submit" loading={answer.isPending}>
          {t('action.save')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('action.cancel')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          disabled={!text.trim()}
          title={t('plan.decline_hint')}
          onClick={() => answer.mutate({ question, body: { answer: '', declined_reason: text } }, { onSuccess: close })}
        >
          {t('plan.decline')}
        </Button>
      </Group>
    </form>
  );
}

/** One question with its answer, the reason why it does not matter, or the task that will answer it. */
function QuestionLine({ question }: { question: PlanQuestion }) {
  const t = useT();
  const format = useFormat();
  const { plan, readOnly, nameOf } = usePlan();
  const [editing, setEditing] = useState(false);
  const [tasking, setTasking] = useState(false);
  const task = plan.tasks.find((candidate) => candidate.question_id === question.id && !candidate.done_on);
  const open = !question.answered && !question.declined;
  return (
    <li data-open={open || undefined}>
      {question.text}
      {!readOnly && !editing && (
        <span className="k-no-print">
          {' '}
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
      {editing && <AnswerForm question={question} close={() => setEditing(false)} />}
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

export function QuestionList({ questions }: { questions: PlanQuestion[] }) {
  return (
    <ul>
      {questions.map((question) => (
        <QuestionLine key={question.id} question={question} />
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
      <QuestionList questions={shown} />
    </details>
  );
}
