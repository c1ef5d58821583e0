import { useCurrency, useMayWrite } from '@/api/session';
import type { Account } from '@/api/types';
import { useProfileFields } from '@/features/accounts/profile-fields';
import { useAccount } from '@/features/accounts/queries';
import { EditableList } from '@/ui/editable';
import { OwnFields } from '@/ui/own-fields';
import { PageBody } from '@/ui/page';
import { useRecordEdit } from '@/ui/use-record-edit';
import { useAccountId } from './use-account-id';

function Profile({ account }: { account: Account }) {
  const currency = useCurrency();
  const readOnly = !useMayWrite('accounts');
  const groups = useProfileFields(currency);
  const { save } = useRecordEdit('accounts', account);
  const record = account as unknown as Record<string, unknown>;
  return (
    <div className="k-columns">
      {groups.map((group) => (
        <EditableList
          key={group.title}
          title={group.title}
          fields={group.fields}
          record={record}
          save={save}
          readOnly={readOnly}
        />
      ))}
      <OwnFields entity="account" route="accounts" record={account} />
    </div>
  );
}

export default function ProfileTab() {
  const account = useAccount(useAccountId());
  return <PageBody>{account.data && <Profile account={account.data} />}</PageBody>;
}
