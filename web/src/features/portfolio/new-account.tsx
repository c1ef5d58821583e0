import { useNavigate } from '@tanstack/react-router';
import { useCreate } from '@/api/queries';
import { useSession } from '@/api/session';
import type { Account } from '@/api/types';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { useCustomRows } from '@/ui/custom-fields';
import { RecordForm } from '@/ui/record-form';

export function NewAccount({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useT();
  const term = useTerm();
  const navigate = useNavigate();
  const create = useCreate('accounts');
  const { user } = useSession();
  const custom = useCustomRows('account');
  return (
    <RecordForm
      opened={opened}
      close={close}
      title={t('portfolio.new')}
      initial={{ status: 'prospect', owner_id: user.id }}
      fields={[
        { key: 'name', label: t('field.name'), kind: 'text', required: true },
        {
          key: 'status',
          label: t('field.status'),
          kind: 'choice',
          required: true,
          choices: ['prospect', 'customer', 'former'].map((value) => ({ value, label: term('status', value) })),
        },
        ...custom.required,
        { key: 'owner_id', label: t('field.owner'), kind: 'ref', route: 'users' },
        { key: 'industry', label: t('field.industry'), kind: 'text' },
        { key: 'city', label: t('field.city'), kind: 'text' },
        { key: 'country', label: t('field.country'), kind: 'text' },
      ]}
      more={custom.optional}
      save={async (values) => {
        const account = await create.mutateAsync(custom.bodyOf(values) as Partial<Account>);
        void navigate({ to: `/accounts/${account.id}` });
      }}
    />
  );
}
