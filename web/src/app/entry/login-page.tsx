import { Button, PasswordInput, TextInput } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useDemoPeople, useSessionState, useSignIn } from '@/api/session';
import { languages, useLanguage, useT, useTerm } from '@/lib/i18n/i18n';
import { FaultBox, SkeletonLines, Waiting } from '@/ui/states';
import { EntryFrame } from './entry-frame';

function useEnter() {
  const navigate = useNavigate();
  const { back } = useSearch({ strict: false }) as { back?: string };
  const signIn = useSignIn();
  const enter = (door: Parameters<typeof signIn.mutate>[0]) =>
    signIn.mutate(door, { onSuccess: () => void navigate({ to: back ?? '/' }) });
  return { signIn, enter };
}

function PasswordForm() {
  const t = useT();
  const { signIn, enter } = useEnter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enter({ path: '/session', body: { email, password } });
  };
  return (
    <form onSubmit={submit}>
      {signIn.error && <FaultBox error={signIn.error} />}
      <TextInput
        size="md"
        label={t('login.email')}
        type="email"
        name="email"
        autoComplete="username"
        required
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        size="md"
        label={t('login.password')}
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('login.show_password') }}
      />
      <Button size="md" type="submit" loading={signIn.isPending}>
        {t('login.enter')}
      </Button>
    </form>
  );
}

function DemoPeople() {
  const t = useT();
  const term = useTerm();
  const { language } = useLanguage();
  const people = useDemoPeople(true);
  const { signIn, enter } = useEnter();
  return (
    <Waiting on={people} lines={8}>
      {() => (
        <>
          {signIn.error && <FaultBox error={signIn.error} />}
          <ul className="k-list" style={{ marginTop: 16 }}>
            {people.data?.map((person) => (
              <li key={person.id} style={{ padding: 0 }}>
                <button
                  type="button"
                  className="k-nav-link"
                  style={{ minHeight: 48 }}
                  disabled={signIn.isPending}
                  onClick={() => enter({ path: '/demo/session', body: { user_id: person.id } })}
                >
                  <span style={{ flex: 1 }}>
                    <b style={{ color: 'var(--k-text)' }}>{person.name}</b>
                    <br />
                    {term('role', person.role)}
                    {person.team && ` · ${person.team}`}
                    {person.language &&
                      person.language !== language &&
                      ` · ${languages.find((known) => known.value === person.language)?.label ?? person.language}`}
                  </span>
                  <IconChevronRight size={16} aria-hidden />
                </button>
              </li>
            ))}
          </ul>
          {people.data?.length === 0 && <p className="k-dim">{t('login.no_demo_people')}</p>}
        </>
      )}
    </Waiting>
  );
}

export default function LoginPage() {
  const t = useT();
  const state = useSessionState();
  const demo = state.data && !state.data.signedIn && state.data.demo;
  const setupNeeded = state.data && !state.data.signedIn && state.data.setupNeeded;
  if (state.isPending)
    return (
      <EntryFrame title={t('login.title')}>
        <SkeletonLines lines={4} />
      </EntryFrame>
    );
  if (setupNeeded)
    return (
      <EntryFrame title={t('setup.title')} text={t('setup.needs_link')}>
        <p className="k-note">{t('setup.where_link')}</p>
      </EntryFrame>
    );
  return (
    <EntryFrame title={demo ? t('login.demo_title') : t('login.title')} text={demo ? t('login.demo_text') : undefined}>
      {state.error && <FaultBox error={state.error} retry={() => void state.refetch()} />}
      {demo ? <DemoPeople /> : <PasswordForm />}
    </EntryFrame>
  );
}
