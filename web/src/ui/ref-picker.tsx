/** Chooses one record of another resource by typing a part of its name; the server searches. */
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useList, useNames, useReaders } from '@/api/queries';
import { useT } from '@/lib/i18n/i18n';

export type RefRoute = 'accounts' | 'users' | 'people' | 'products' | 'needs' | 'account-units' | 'opportunities';

interface Props {
  route: RefRoute;
  filter?: string;
  value: string | null;
  onChange: (id: string | null) => void;
  label?: ReactNode;
  'aria-label'?: string;
  description?: ReactNode;
  error?: ReactNode;
  withAsterisk?: boolean;
  autoFocus?: boolean;
  onBlur?: () => void;
  placeholder?: string;
}

export function RefPicker({ route, filter, value, onChange, placeholder, ...rest }: Props) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const names = useNames(route, [value]);
  const chosen = value ? names?.get(value) : undefined;
  const [q] = useDebouncedValue(typed === chosen ? '' : typed, 180);
  const list = useList(route, { q, filter, sort: 'name', limit: 50, fields: 'id,name' });
  const items = (list.data?.items ?? []).map((item) => ({ value: item.id, label: item.name }));
  if (value && chosen && !items.some((item) => item.value === value)) items.push({ value, label: chosen });
  return (
    <Select
      {...rest}
      data={items}
      value={value}
      onChange={onChange}
      searchable
      clearable
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      placeholder={placeholder ?? t('common.search_hint')}
      nothingFoundMessage={list.isFetching ? t('common.loading') : t('common.no_matches')}
    />
  );
}

/** One of those who see the account: to nobody else can something of it be given. */
export function ReaderPicker({
  accountId,
  value,
  onChange,
  placeholder,
  ...rest
}: Omit<Props, 'route' | 'filter'> & { accountId: string }) {
  const t = useT();
  const readers = useReaders(accountId, accountId !== '');
  const items = (readers.data?.items ?? []).map((item) => ({ value: item.id, label: item.name }));
  const left = value && !items.some((item) => item.value === value) ? value : null;
  const names = useNames('users', [left]);
  const name = left ? names?.get(left) : undefined;
  if (left && name) items.push({ value: left, label: name });
  return (
    <Select
      {...rest}
      data={items}
      value={value}
      onChange={onChange}
      searchable
      clearable
      placeholder={placeholder ?? t('common.search_hint')}
      nothingFoundMessage={readers.isFetching ? t('common.loading') : t('common.no_matches')}
    />
  );
}
