/** A task with owner and date, from a question or a vacancy. */
import { useSession } from '@/api/session';
import { addDays, today } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { RecordForm } from '@/ui/record-form';
import { type Body, usePlan } from './plan-context';

export function TaskForm({
  opened,
  close,
  title,
  body,
}: {
  opened: boolean;
  close: () => void;
  title: string;
  body: Body;
}) {
  const t = useT();
  const { user } = useSession();
  const { plan, add } = usePlan();
  return (
    <RecordForm
      opened={opened}
      close={close}
      title={t('plan.make_task')}
      fields={[
        { key: 'title', label: t('plan.task'), kind: 'text', required: true },
        {
          key: 'owner_id',
          label: t('field.owner_id'),
          kind: 'reader',
          route: 'users',
          accountId: plan.account_id,
          required: true,
        },
        { key: 'due_on', label: t('field.due_on'), kind: 'date', required: true },
      ]}
      initial={{ title: title.slice(0, 500), owner_id: user.id, due_on: addDays(today(), 14) }}
      save={(values) => add('tasks', { ...body, ...values })}
    />
  );
}
