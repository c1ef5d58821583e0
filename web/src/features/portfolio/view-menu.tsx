import { Button, Checkbox, Group, Menu, Modal, Stack, TextInput } from '@mantine/core';
import { IconBookmark, IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCreate, useRemove, useRestore } from '@/api/queries';
import { useSession } from '@/api/session';
import type { Condition } from '@/lib/filter';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { type GroupBy, useViews } from './queries';

export interface View {
  conditions: Condition[];
  sort: string;
  group: GroupBy | null;
  columns: string[];
}

function SaveView({ view, filter, close }: { view: View; filter: string; close: () => void }) {
  const t = useT();
  const toast = useToast();
  const create = useCreate('saved-views');
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const { user } = useSession();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { page: 'portfolio', name, shared, query: { ...view, filter } },
      {
        onSuccess: () => {
          toast.done(t('views.saved', { name }));
          close();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('views.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          data-autofocus
        />
        {user.role !== 'viewer' && (
          <Checkbox
            size="xs"
            label={t('views.shared')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        {create.error && <FaultBox error={create.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function ViewMenu({
  view,
  filter,
  initial,
  onChoose,
}: {
  view: View;
  filter: string;
  initial: View;
  onChoose: (view: View) => void;
}) {
  const t = useT();
  const toast = useToast();
  const views = useViews();
  const removeView = useRemove('saved-views');
  const restoreView = useRestore('saved-views');
  const [saving, setSaving] = useState(false);
  const items = views.data?.items ?? [];
  const drop = (id: string, version: number, name: string) =>
    removeView.mutate(
      { id, version },
      {
        onSuccess: () => toast.done(t('common.deleted', { name }), () => restoreView.mutateAsync(id)),
        onError: toast.failed,
      },
    );
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={15} />}>
            {t('views.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onChoose(initial)}>{t('views.all')}</Menu.Item>
          {items.map((saved) => (
            <Menu.Item key={saved.id} onClick={() => onChoose({ ...initial, ...(saved.query as Partial<View>) })}>
              {saved.name}
            </Menu.Item>
          ))}
          {items.length === 0 && <Menu.Label>{t('views.none')}</Menu.Label>}
          <Menu.Divider />
          <Menu.Item leftSection={<IconDeviceFloppy size={15} />} onClick={() => setSaving(true)}>
            {t('views.save')}
          </Menu.Item>
          {items.map((saved) => (
            <Menu.Item
              key={saved.id}
              color="red"
              leftSection={<IconTrash size={15} />}
              onClick={() => drop(saved.id, saved.version, saved.name)}
            >
              {t('views.delete', { name: saved.name })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={saving}
        onClose={() => setSaving(false)}
        title={t('views.save')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <SaveView view={view} filter={filter} close={() => setSaving(false)} />
      </Modal>
    </>
  );
}
