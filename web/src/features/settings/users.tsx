import { useMemo } from 'react';
import { useList, useNames } from '@/api/queries';
import { languages, useT, useTerm } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import type { FormField } from '@/ui/record-form';
import { SubList } from '@/ui/sub-list';
import { dutiesOf, HandOver } from './hand-over';
import { PasswordForm } from './password-form';

const roles = ['admin', 'leader', 'operations', 'manager', 'viewer'];

export function Users() {
  const t = useT();
  const term = useTerm();
  const users = useList('users', { sort: 'name', limit: 200 });
  const names = useNames('users', users.data?.items.map((user) => user.manager_id) ?? []);
  const fields = useMemo(
    (): FormField[] => [
      { key: 'name', label: t('field.name'), kind: 'text', required: true },
      { key: 'email', label: t('field.email'), kind: 'email', required: true },
      {
        key: 'role',
        label: t('field.role'),
        kind: 'choice',
        required: true,
        choices: roles.map((value) => ({ value, label: term('role', value) })),
      },
      { key: 'team', label: t('field.team'), kind: 'text' },
      { key: 'manager_id', label: t('field.manager_id'), kind: 'ref', route: 'users' },
      { key: 'language', label: t('field.language'), kind: 'choice', choices: languages },
      { key: 'active', label: t('field.active'), kind: 'boolean' },
    ],
    [t, term],
  );
  return (
    <SubList
      route="users"
      title={t('settings.users')}
      sort="name"
      addLabel={t('settings.add_user')}
      empty={t('common.no_matches')}
      extra={(user) => <PasswordForm userId={user.id} />}
      refused={(user, fault, again, what) => {
        const duties = dutiesOf(fault);
        return duties.length ? <HandOver userId={user.id} duties={duties} what={what} done={again} /> : null;
      }}
      initial={{ role: 'manager', active: true, language: 'en' }}
      fields={fields}
      head={[
        t('field.name'),
        t('field.email'),
        t('field.role'),
        t('field.team'),
        t('field.manager_id'),
        t('field.status'),
      ]}
      cells={(user) => [
        <b key="name">{user.name}</b>,
        user.email,
        term('role', user.role),
        user.team,
        names?.get(user.manager_id ?? '') ?? '',
        user.active ? t('field.active') : <PlainChip key="off">{t('settings.inactive')}</PlainChip>,
      ]}
    />
  );
}
