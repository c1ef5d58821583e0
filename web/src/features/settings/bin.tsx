import { Button, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '@/api/client';
import { useRestore } from '@/api/queries';
import { useMayWrite } from '@/api/session';
import type { Route } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Section } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';

interface Deleted {
  entity: string;
  route: Route;
  id: string;
  title: string;
  subtitle: string;
  deleted_at: string;
}

const key = ['bin'];

function DeletedLine({ record }: { record: Deleted }) {
  const t = useT();
  const term = useTerm();
  const format = useFormat();
  const toast = useToast();
  const client = useQueryClient();
  const restore = useRestore(record.route);
  const mayWrite = useMayWrite(record.route);
  const name = record.title || term('entity', record.entity);
  const bringBack = () =>
    restore.mutate(record.id, {
      onSuccess: () => {
        toast.done(t('common.restored', { name }));
        void client.invalidateQueries({ queryKey: key });
      },
      onError: toast.failed,
    });
  return (
    <li>
      <span>
        {name}
        <br />
        <span className="k-dim">{[record.subtitle, format.ago(record.deleted_at)].filter(Boolean).join(' · ')}</span>
      </span>
      {mayWrite && (
        <Button
          variant="subtle"
          size="compact-xs"
          loading={restore.isPending}
          aria-label={t('settings.restore_name', { name })}
          onClick={bringBack}
        >
          {t('settings.restore')}
        </Button>
      )}
    </li>
  );
}

/** What was deleted and can come back, by kind, newest first. */
export function Bin() {
  const t = useT();
  const term = useTerm();
  const [kind, setKind] = useState<string | null>(null);
  const bin = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => get<{ items: Deleted[] }>('/bin', undefined, signal),
    staleTime: 0,
  });
  const items = bin.data?.items ?? [];
  const kinds = [...new Set(items.map((record) => record.entity))];
  const label = (entity: string) =>
    `${term('entity', entity)} (${items.filter((record) => record.entity === entity).length})`;
  const shown = kinds.filter((entity) => !kind || !kinds.includes(kind) || entity === kind);
  return (
    <Section
      title={t('settings.bin')}
      aside={
        kinds.length > 1 && (
          <Select
            aria-label={t('settings.bin_kind')}
            placeholder={t('settings.bin_kind')}
            data={kinds.map((entity) => ({ value: entity, label: label(entity) }))}
            value={kind}
            onChange={setKind}
            clearable
            size="xs"
          />
        )
      }
    >
      <Waiting on={bin} lines={3}>
        {() =>
          shown.length > 0 ? (
            shown.map((entity) => (
              <div key={entity}>
                <h3 className="k-dim" style={{ fontSize: 13, margin: '18px 0 4px' }}>
                  {label(entity)}
                </h3>
                <ul className="k-list">
                  {items
                    .filter((record) => record.entity === entity)
                    .map((record) => (
                      <DeletedLine key={record.id} record={record} />
                    ))}
                </ul>
              </div>
            ))
          ) : (
            <EmptyLine>{t('settings.bin_empty')}</EmptyLine>
          )
        }
      </Waiting>
    </Section>
  );
}
