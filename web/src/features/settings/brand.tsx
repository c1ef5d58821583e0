/** The company's colours and logo, as documents show them. */
import { Button, ColorInput, FileButton, Group, Stack } from '@mantine/core';
import { IconPhotoUp, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { apiUrl, get, patch, remove, request } from '@/api/client';
import { fieldErrors } from '@/api/faults';
import type { Workspace } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { useAdmin } from './admin';

function Colors({ workspace }: { workspace: Workspace }) {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const admin = useAdmin();
  const [values, setValues] = useState({
    brand_color: workspace.brand_color ?? '',
    accent_color: workspace.accent_color ?? '',
  });
  const save = useMutation({
    mutationFn: () => patch<Workspace>('/workspace', values, workspace.version),
    onSuccess: (saved) => {
      client.setQueryData(['workspace'], saved);
      toast.done(t('common.saved'));
    },
  });
  const errors = fieldErrors(save.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
      style={{ display: 'grid', gap: 14, maxWidth: 380 }}
    >
      {save.error && <FaultBox error={save.error} />}
      {(['brand_color', 'accent_color'] as const).map((key) => (
        <ColorInput
          key={key}
          label={t(`settings.${key}`)}
          description={t(`settings.${key}_hint`)}
          placeholder={key === 'brand_color' ? '#1f4e79' : '#a86400'}
          format="hex"
          value={values[key]}
          error={errors[key]}
          disabled={!admin}
          onChange={(color) => setValues({ ...values, [key]: color })}
        />
      ))}
      {admin && (
        <Button type="submit" loading={save.isPending} style={{ justifySelf: 'start' }}>
          {t('action.save')}
        </Button>
      )}
    </form>
  );
}

function LogoField() {
  const t = useT();
  const toast = useToast();
  const admin = useAdmin();
  const [shown, setShown] = useState(0);
  const [exists, setExists] = useState(true);
  const changed = (there: boolean) => {
    setExists(there);
    setShown(shown + 1);
    toast.done(t('common.saved'));
  };
  const upload = useMutation({
    mutationFn: (file: File) => request<unknown>('PUT', '/workspace/logo', { raw: file }),
    onSuccess: () => changed(true),
  });
  const drop = useMutation({ mutationFn: () => remove('/workspace/logo'), onSuccess: () => changed(false) });
  const fault = upload.error ?? drop.error;
  return (
    <Stack gap={10}>
      <h2 style={{ fontSize: 14 }}>{t('settings.logo')}</h2>
      <p className="k-dim">{t('settings.logo_hint')}</p>
      {fault && <FaultBox error={fault} />}
      {exists ? (
        <img
          key={shown}
          src={apiUrl('/workspace/logo', { shown })}
          alt={t('settings.logo')}
          onError={() => setExists(false)}
          // a logo is drawn for white paper
          style={{
            maxWidth: 240,
            maxHeight: 90,
            background: '#fff',
            padding: 8,
            borderRadius: 4,
            objectFit: 'contain',
          }}
        />
      ) : (
        <p className="k-dim">{t('settings.logo_none')}</p>
      )}
      {admin && (
        <Group gap={8}>
          <FileButton accept="image/png,image/jpeg" onChange={(file) => file && upload.mutate(file)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconPhotoUp size={15} />} loading={upload.isPending}>
                {t('settings.logo_choose')}
              </Button>
            )}
          </FileButton>
          {exists && (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconTrash size={15} />}
              loading={drop.isPending}
              onClick={() => drop.mutate()}
            >
              {t('settings.logo_remove')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

export function Brand() {
  const workspace = useQuery({
    queryKey: ['workspace'],
    queryFn: ({ signal }) => get<Workspace>('/workspace', undefined, signal),
  });
  return (
    <Waiting on={workspace}>
      {() =>
        workspace.data && (
          <Stack gap={28}>
            <Colors key={workspace.data.version} workspace={workspace.data} />
            <LogoField />
          </Stack>
        )
      }
    </Waiting>
  );
}
