import { Button, Group, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { type PlanQuestion, useAnswer } from './queries';

function AnswerForm({ question, close }: { question: PlanQuestion; close: () => void }) {
  const t = useT();
  const answer = useAnswer();
  const [text, setText] = useState(question.answer);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answer.mutate({ question, body: { answer: text } }, { onSuccess: close });
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
        {!question.declined && (
          <Button
            variant="subtle"
            color="gray"
            disabled={!text.trim()}
            title={t('plan.decline_hint')}
            onClick={() => answer.mutate({ question, body: { declined_reason: text } }, { onSuccess: close })}
          >
            {t('plan.decline')}
          </Button>
        )}
      </Group>
    </form>
  );
}

/** Open questions first; answers stand under theirs. A question that does not matter here is declined with a reason. */
export function Questions({ questions, readOnly }: { questions: PlanQuestion[]; readOnly?: boolean }) {
  const t = useT();
  const [editing, setEditing] = useState('');
  const shown = questions.filter((question) => !question.declined);
  if (shown.length === 0) return null;
  return (
    <div className="k-questions">
      <h3>{t('plan.questions')}</h3>
      <ul>
        {shown.map((question) => (
          <li key={question.id}>
            {question.text}{' '}
            {!readOnly && editing !== question.id && (
              <Button variant="subtle" size="compact-xs" onClick={() => setEditing(question.id)}>
                {question.answered ? t('action.edit') : t('plan.answer')}
              </Button>
            )}
            {editing === question.id ? (
              <AnswerForm question={question} close={() => setEditing('')} />
            ) : (
              question.answer && <div className="k-prose">{question.answer}</div>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
