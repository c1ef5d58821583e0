import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { get, patch } from '@/api/client';
import { fieldErrors } from '@/api/faults';
import { sessionKey } from '@/api/session';
import type { CurrencyChange, Workspace } from '@/api/types';
import { useLanguage, useT } from '@/lib/i18n/i18n';
import { FaultBox, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { useAdmin } from './admin';
import { CurrencyDialog } from './currency-dialog';

type Values = Pick<Workspace, 'name' | 'currency' | 'locale' | 'fiscal_year_start_month'>;

function Form({ workspace }: { workspace: Workspace }) {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const { language } = useLanguage();
  const admin = useAdmin();
  const [values, setValues] = useState<Values>({
    name: workspace.name,
    currency: workspace.currency,
    locale: workspace.locale,
    fiscal_year_start_month: workspace.fiscal_year_start_month,
  });
  const save = useMutation({
    mutationFn: () => patch<Workspace>('/workspace', values, workspace.version),
    onSuccess: (saved) => {
      client.setQueryData(['workspace'], saved);
      // every total may stand in another currency now
      void client.invalidateQueries(saved.currency === workspace.currency ? { queryKey: sessionKey } : undefined);
      toast.done(t('common.saved'));
    },
  });
  const months = Array.from({ length: 12 }, (_, at) => ({
    value: String(at + 1),
    label: new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2026, at, 1)),
    ),
  }));
  const look = useMutation({
    mutationFn: () => get<CurrencyChange>('/workspace/currency-change', { currency: values.currency }),
  });
  // another currency is looked at first: what it does to rates and totals
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (values.currency === workspace.currency) save.mutate();
    else look.mutate();
  };
  const errors = { ...fieldErrors(save.error), ...fieldErrors(look.error) };
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 14, maxWidth: 380 }}>
      {save.error && <FaultBox error={save.error} />}
      {look.error && <FaultBox error={look.error} />}
      <TextInput
        label={t('setup.workspace_name')}
        value={values.name}
        error={errors.name}
        disabled={!admin}
        onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('settings.currency')}
        description={t('settings.currency_hint')}
        value={values.currency}
        error={errors.currency}
        maxLength={3}
        disabled={!admin}
        onChange={(event) => setValues({ ...values, currency: event.currentTarget.value.toUpperCase() })}
      />
      <TextInput
        label={t('settings.locale')}
        value={values.locale}
        error={errors.locale}
        disabled={!admin}
        onChange={(event) => setValues({ ...values, locale: event.currentTarget.value })}
      />
      <Select
        label={t('settings.fiscal_start')}
        data={months}
        allowDeselect={false}
        disabled={!admin}
        error={errors.fiscal_year_start_month}
        value={String(values.fiscal_year_start_month)}
        onChange={(month) => setValues({ ...values, fiscal_year_start_month: Number(month) })}
      />
      {admin && (
        <Button type="submit" loading={save.isPending} style={{ justifySelf: 'start' }}>
          {t('action.save')}
        </Button>
      )}
      {look.data && (
        <CurrencyDialog
          change={look.data}
          close={look.reset}
          confirm={() => {
            look.reset();
            save.mutate();
          }}
        />
      )}
    </form>
  );
}

export function WorkspaceForm() {
  const workspace = useQuery({
    queryKey: ['workspace'],
    queryFn: ({ signal }) => get<Workspace>('/workspace', undefined, signal),
  });
  return (
    <Waiting on={workspace}>
      {() => workspace.data && <Form key={workspace.data.version} workspace={workspace.data} />}
    </Waiting>
  );
}
