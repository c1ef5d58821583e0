import { Button, Group, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { put } from '@/api/client';
import { fieldErrors } from '@/api/faults';
import { useSession } from '@/api/session';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';

/** Sets a person's password; one's own needs the old one. The server judges what is good enough. */
export function PasswordForm({ userId }: { userId: string }) {
  const t = useT();
  const toast = useToast();
  const own = useSession().user.id === userId;
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: () => put(`/users/${userId}/password`, own ? { password, old_password: old } : { password }),
    onSuccess: () => {
      setOld('');
      setPassword('');
      toast.done(t('settings.password_set'));
    },
  });
  const errors = fieldErrors(save.error);
  const toggle = { 'aria-label': t('login.show_password') };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 10, maxWidth: 320, marginBottom: 24 }}>
      {save.error && <FaultBox error={save.error} />}
      {own && (
        <PasswordInput
          size="xs"
          label={t('settings.old_password')}
          autoComplete="current-password"
          value={old}
          error={errors.old_password}
          onChange={(event) => setOld(event.currentTarget.value)}
          visibilityToggleButtonProps={toggle}
        />
      )}
      <PasswordInput
        size="xs"
        label={t('settings.password')}
        autoComplete="new-password"
        value={password}
        error={errors.password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={toggle}
      />
      <Group>
        <Button type="submit" variant="default" disabled={!password} loading={save.isPending}>
          {t('settings.set_password')}
        </Button>
      </Group>
    </form>
  );
}
