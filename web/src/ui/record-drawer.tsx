/** One record beside its list: every field edited in place, deleted with undo. */
import { Button, Drawer } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useItem, useRemove, useRestore } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { Resources, Route } from '@/api/types';
import type { Body } from '@/api/unsent';
import { useT } from '@/lib/i18n/i18n';
import { EditableList } from './editable';
import type { FormField } from './record-form';
import { Waiting } from './states';
import { useToast } from './toast';
import { useRecordEdit } from './use-record-edit';

/** What to do about a deletion or a change that was refused; nothing: the refusal is said and that is all. */
export type Refused<R extends Route> = (
  record: Resources[R],
  fault: unknown,
  again: () => void,
  what: 'deletion' | 'change',
) => ReactNode;

interface Props<R extends Route> {
  route: R;
  id: string | null;
  close: () => void;
  groups: { title: string; fields: FormField[] }[];
  extra?: (record: Resources[R]) => ReactNode;
  refused?: Refused<R>;
}

type Named = { id: string; version: number; name?: string; subject?: string; label?: string };
const titleOf = (record: Named | undefined): string => record?.label || record?.name || record?.subject || '';

function Content<R extends Route>({
  route,
  record,
  groups,
  extra,
  refused,
  close,
}: Omit<Props<R>, 'id'> & { record: Resources[R] & Named }) {
  const t = useT();
  const toast = useToast();
  const mayWrite = useMayWrite(route);
  const { save } = useRecordEdit(route, record);
  const remove = useRemove(route);
  const restore = useRestore(route);
  const name = titleOf(record);
  const [denied, setDenied] = useState<{ fault: unknown; again: () => void } | null>(null);
  const change = async (body: Body, seen?: Body): Promise<void> => {
    setDenied(null);
    try {
      await save(body, seen);
    } catch (fault) {
      setDenied({ fault, again: () => void change(body, seen).catch(() => undefined) });
      throw fault;
    }
  };
  const drop = () =>
    remove.mutate(
      { id: record.id, version: record.version },
      {
        onSuccess: () => {
          close();
          toast.done(t('common.deleted', { name }), async () => {
            await restore.mutateAsync(record.id);
          });
        },
        onError: (fault) => refused?.(record, fault, drop, 'deletion') || toast.failed(fault),
      },
    );
  return (
    <>
      {groups.map((group) => (
        <EditableList
          key={group.title}
          title={group.title}
          fields={group.fields}
          record={record as unknown as Record<string, unknown>}
          save={change}
          readOnly={!mayWrite}
        />
      ))}
      {denied && refused?.(record, denied.fault, denied.again, 'change')}
      {extra?.(record)}
      {remove.error && refused?.(record, remove.error, drop, 'deletion')}
      {mayWrite && (
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={15} />}
          onClick={drop}
          loading={remove.isPending}
        >
          {t('action.delete')}
        </Button>
      )}
    </>
  );
}

export function RecordDrawer<R extends Route>({ route, id, close, ...rest }: Props<R>) {
  const t = useT();
  const item = useItem(route, id);
  const record = item.data as (Resources[R] & Named) | undefined;
  return (
    <Drawer
      opened={id !== null}
      onClose={close}
      position="right"
      size="lg"
      title={<b>{titleOf(record)}</b>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {id !== null && (
        <Waiting on={item}>{() => record && <Content route={route} record={record} close={close} {...rest} />}</Waiting>
      )}
    </Drawer>
  );
}
