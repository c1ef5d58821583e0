/** The reader's tasks from plans, the next ones first; ticked where they stand. */
import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useList, useNames, useUpdate } from '@/api/queries';
import { today } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { DayText, ToneChip } from '@/ui/chips';
import { Section } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';

export function MyTasks({ userId }: { userId: string }) {
  const t = useT();
  const toast = useToast();
  const tasks = useList('plan-tasks', {
    filter: `owner_id = "${userId}" and done_on = null`,
    sort: 'due_on',
    limit: 8,
  });
  const update = useUpdate('plan-tasks');
  const names = useNames('accounts', tasks.data?.items.map((task) => task.account_id) ?? []);
  const finish = (id: string, version: number, title: string) =>
    update.mutate(
      { id, version, body: { done_on: today() } },
      {
        onError: toast.failed,
        onSuccess: (saved) =>
          toast.done(t('plan.task_done', { title }), () =>
            update.mutateAsync({ id, version: saved.version, body: { done_on: null } }),
          ),
      },
    );
  return (
    <Section title={t('today.tasks')}>
      <Waiting on={tasks} lines={4}>
        {() =>
          tasks.data?.items.length ? (
            <ul className="k-list">
              {tasks.data.items.map((task) => (
                <li key={task.id}>
                  <Checkbox
                    size="xs"
                    checked={false}
                    style={{ flex: 'none' }}
                    aria-label={`${t('plan.done')}: ${task.title}`}
                    onChange={() => finish(task.id, task.version, task.title)}
                  />
                  <span className="k-ellipsis" style={{ flex: 1 }}>
                    <Link to={`/accounts/${task.account_id}/plan`} className="k-link">
                      {task.title}
                    </Link>
                    <br />
                    <span className="k-dim">{task.account_id && names?.get(task.account_id)}</span>
                  </span>
                  {(task.due_on ?? '') < today() && <ToneChip tone="bad">{t('today.late')}</ToneChip>}
                  <DayText value={task.due_on} />
                </li>
              ))}
            </ul>
          ) : (
            <EmptyLine>{t('today.no_tasks')}</EmptyLine>
          )
        }
      </Waiting>
    </Section>
  );
}
