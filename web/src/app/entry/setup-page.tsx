import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { fieldErrors } from '@/api/faults';
import { useSignIn } from '@/api/session';
import { useLanguage, useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { EntryFrame } from './entry-frame';

const currencies = ['EUR', 'USD', 'GBP', 'CLP', 'COP', 'MXN', 'PEN', 'ARS', 'BRL', 'CHF'];

/** First start: the one-time link carries the token after the #, so that it never reaches a log. */
export default function SetupPage() {
  const t = useT();
  const navigate = useNavigate();
  const { language } = useLanguage();
  const signIn = useSignIn();
  const [token] = useState(() => window.location.hash.slice(1));
  const [values, setValues] = useState({ workspace_name: '', currency: 'EUR', name: '', email: '', password: '' });
  const errors = fieldErrors(signIn.error);
  const set = (name: keyof typeof values) => (event: { currentTarget: { value: string } }) =>
    setValues({ ...values, [name]: event.currentTarget.value });
  const field = (name: keyof typeof values) => ({
    value: values[name],
    onChange: set(name),
    error: errors[name],
    required: true,
    size: 'md' as const,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(
      { path: '/setup', body: { ...values, token, language } },
      { onSuccess: () => void navigate({ to: '/import' }) },
    );
  };
  if (!token)
    return (
      <EntryFrame title={t('setup.title')} text={t('setup.needs_link')}>
        <p className="k-note">{t('setup.where_link')}</p>
      </EntryFrame>
    );
  return (
    <EntryFrame title={t('setup.title')} text={t('setup.text')}>
      <form onSubmit={submit}>
        {signIn.error && <FaultBox error={signIn.error} />}
        <TextInput label={t('setup.workspace_name')} autoFocus {...field('workspace_name')} />
        <Select
          label={t('setup.currency')}
          size="md"
          data={currencies}
          searchable
          value={values.currency}
          onChange={(currency) => setValues({ ...values, currency: currency ?? 'EUR' })}
          error={errors.currency}
        />
        <TextInput label={t('setup.name')} autoComplete="name" {...field('name')} />
        <TextInput label={t('login.email')} type="email" autoComplete="username" {...field('email')} />
        <PasswordInput
          label={t('login.password')}
          description={t('setup.password_hint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('login.show_password') }}
          {...field('password')}
        />
        <Button size="md" type="submit" loading={signIn.isPending}>
          {t('setup.start')}
        </Button>
      </form>
    </EntryFrame>
  );
}
