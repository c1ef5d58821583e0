/** A short list of records that belong to one other record: rows that open, one button that adds. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useCreate, useList } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { Resources, Route } from '@/api/types';
import { useT } from '@/lib/i18n/i18n';
import { Section } from './page';
import { RecordDrawer, type Refused } from './record-drawer';
import { type FormField, RecordForm } from './record-form';
import { ScrollX } from './scroll-x';
import { EmptyLine, Waiting } from './states';

interface Props<R extends Route> {
  route: R;
  title: string;
  filter?: string;
  sort: string;
  /** What every new record carries. */
  owner?: Partial<Resources[R]>;
  fields: FormField[];
  /** What of them can still be changed later; nothing said: all. */
  edited?: FormField[];
  initial?: Record<string, unknown>;
  addLabel: string;
  empty: string;
  head: string[];
  cells: (record: Resources[R]) => ReactNode[];
  readOnly?: boolean;
  /** More about one record, in its drawer. */
  extra?: (record: Resources[R]) => ReactNode;
  /** What to do about a deletion or a change that was refused. */
  refused?: Refused<R>;
}

export function SubList<R extends Route>({
  route,
  title,
  filter,
  sort,
  owner,
  fields,
  edited = fields,
  initial,
  addLabel,
  empty,
  head,
  cells,
  readOnly,
  extra,
  refused,
}: Props<R>) {
  const t = useT();
  const mayWrite = useMayWrite(route) && !readOnly;
  const list = useList(route, { filter, sort, limit: 200 });
  const create = useCreate(route);
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const items = (list.data?.items ?? []) as (Resources[R] & { id: string })[];
  return (
    <Section
      title={title}
      aside={
        mayWrite && (
          <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            {addLabel}
          </Button>
        )
      }
    >
      <Waiting on={list} lines={3}>
        {() =>
          items.length === 0 ? (
            <EmptyLine>{empty}</EmptyLine>
          ) : (
            <ScrollX>
              <table className="k-table">
                <thead>
                  <tr>
                    {head.map((label) => (
                      <th key={label}>{label}</th>
                    ))}
                    <th>
                      <span className="k-visually-hidden">{t('action.edit')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => (
                    <tr key={item.id}>
                      {cells(item).map((cell, at) => (
                        <td key={at}>{cell}</td>
                      ))}
                      <td className="k-num">
                        {mayWrite && (
                          <Button variant="subtle" size="compact-xs" onClick={() => setOpen(item.id)}>
                            {t('action.edit')}
                          </Button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollX>
          )
        }
      </Waiting>
      <RecordForm
        opened={adding}
        close={() => setAdding(false)}
        title={addLabel}
        fields={fields}
        initial={initial}
        save={(values) => create.mutateAsync({ ...owner, ...values } as Partial<Resources[R]>)}
      />
      <RecordDrawer
        route={route}
        id={open}
        close={() => setOpen(null)}
        groups={[{ title, fields: edited }]}
        extra={extra}
        refused={refused}
      />
    </Section>
  );
}
