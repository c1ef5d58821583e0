/** From which rigour on and for which accounts something is asked, and whether it must be filled. */
import { Group, MultiSelect, Select, Switch } from '@mantine/core';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { accountTypes, type Rigour, rigours } from './form';

export interface ReachValue {
  rigour?: Rigour;
  required?: boolean;
  account_types?: string[];
}

export function ReachControls({
  value,
  usualRigour,
  usuallyRequired,
  onChange,
  disabled,
}: {
  value: ReachValue;
  usualRigour: Rigour;
  usuallyRequired: boolean;
  onChange: (value: ReachValue) => void;
  disabled?: boolean;
}) {
  const t = useT();
  const term = useTerm();
  return (
    <Group gap={16} align="flex-end" wrap="wrap">
      <Select
        label={t('templates.from_rigour')}
        data={rigours.map((one) => ({ value: one, label: term('rigour', one) }))}
        value={value.rigour ?? usualRigour}
        onChange={(rigour) => onChange({ rigour: rigour as Rigour })}
        allowDeselect={false}
        disabled={disabled}
        w={150}
      />
      <MultiSelect
        label={t('templates.account_types')}
        placeholder={value.account_types?.length ? undefined : t('templates.all_accounts')}
        data={accountTypes.map((one) => ({ value: one, label: term('status', one) }))}
        value={value.account_types ?? []}
        onChange={(account_types) => onChange({ account_types })}
        disabled={disabled}
        w={260}
      />
      <Switch
        label={t('templates.required')}
        checked={value.required ?? usuallyRequired}
        onChange={(event) => onChange({ required: event.currentTarget.checked })}
        disabled={disabled}
        mb={6}
      />
    </Group>
  );
}
