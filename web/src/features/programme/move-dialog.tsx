/**
 * Asks that an account enters, stays on or leaves a list. Where a cap is reached, the server says who could leave, and
 * the form asks which of them does.
 */
import { Button, Drawer, Group, Radio, Select, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldErrors, isFault } from '@/api/faults';
import type { KeyLeaver, Resources } from '@/api/types';
import { useFormat } from '@/lib/format';
import { type MessageKey, useT, useTerm } from '@/lib/i18n/i18n';
import { ClassMark } from '@/ui/chips';
import { ReaderPicker, RefPicker } from '@/ui/ref-picker';
import { FaultBox } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { type ListName, useAskMove } from './queries';

export type MoveKind = Resources['key-account-moves']['kind'];

const titles: Record<string, MessageKey> = {
  entry: 'programme.ask_entry',
  confirm: 'programme.ask_confirm',
  extend: 'programme.ask_extend',
  exit: 'programme.ask_exit',
};

/** Who could leave, as the refusal lists them; empty when the fault is another one. */
export function leaversOf(error: unknown): KeyLeaver[] {
  if (!isFault(error, 409) || !error.current) return [];
  return (error.current.could_leave as KeyLeaver[] | undefined) ?? [];
}

export function LeaverChoice({
  leavers,
  value,
  onChange,
}: {
  leavers: KeyLeaver[];
  value: string | null;
  onChange: (id: string) => void;
}) {
  const t = useT();
  const format = useFormat();
  return (
    <Radio.Group
      label={t('programme.who_leaves')}
      description={t('programme.who_leaves_hint')}
      value={value}
      onChange={onChange}
    >
      <Stack gap={6} mt={8}>
        {leavers.map((leaver) => (
          <Radio
            key={leaver.account_id}
            value={leaver.account_id}
            label={
              <span>
                {leaver.name} <ClassMark value={leaver.class} />{' '}
                <span className="k-dim">
                  {t('programme.score_is', { score: format.number(Math.round(leaver.score)) })}
                </span>
              </span>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

export function FocusSelect({
  value,
  onChange,
  label,
  disabled,
}: {
  value: string;
  onChange: (value: string) => void;
  label?: string;
  disabled?: boolean;
}) {
  const t = useT();
  const term = useTerm();
  return (
    <Select
      size="xs"
      label={label}
      aria-label={label ?? t('programme.focus')}
      placeholder={t('programme.no_focus')}
      data={['penetrate', 'expand', 'protect'].map((name) => ({ value: name, label: term('focus', name) }))}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
      clearable
      disabled={disabled}
      comboboxProps={{ withinPortal: true }}
    />
  );
}

export function RigourSelect({
  value,
  onChange,
  label,
  disabled,
}: {
  value: string;
  onChange: (value: string) => void;
  label?: string;
  disabled?: boolean;
}) {
  const t = useT();
  const term = useTerm();
  return (
    <Select
      size="xs"
      label={label}
      aria-label={label ?? t('programme.rigour')}
      data={['light', 'standard', 'deep'].map((name) => ({ value: name, label: term('rigour', name) }))}
      value={value}
      onChange={(next) => next && onChange(next)}
      allowDeselect={false}
      disabled={disabled}
    />
  );
}

function Form({
  list,
  kind,
  account,
  close,
}: {
  list: ListName;
  kind: MoveKind;
  account: { id: string; name: string } | null;
  close: () => void;
}) {
  const t = useT();
  const toast = useToast();
  const ask = useAskMove();
  const [accountId, setAccountId] = useState<string | null>(account?.id ?? null);
  const [reason, setReason] = useState('');
  const [focus, setFocus] = useState('');
  const [rigour, setRigour] = useState('standard');
  const [manager, setManager] = useState<string | null>(null);
  const [leaver, setLeaver] = useState<string | null>(null);
  const errors = fieldErrors(ask.error);
  const leavers = leaversOf(ask.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const entry = kind === 'entry' ? { focus, rigour, manager_id: manager, replaces_id: leaver } : {};
    ask.mutate(
      { account_id: accountId ?? '', list, kind, reason, ...entry } as Partial<Resources['key-account-moves']>,
      {
        onSuccess: () => {
          close();
          toast.done(t('programme.asked'));
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap={12}>
        {ask.error && <FaultBox error={ask.error} />}
        {leavers.length > 0 && <LeaverChoice leavers={leavers} value={leaver} onChange={setLeaver} />}
        {account ? (
          <strong>{account.name}</strong>
        ) : (
          <RefPicker
            route="accounts"
            label={t('field.account')}
            value={accountId}
            onChange={setAccountId}
            withAsterisk
            error={errors.account_id}
          />
        )}
        <Textarea
          label={t('programme.reason')}
          description={t('programme.reason_hint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          withAsterisk
          autosize
          minRows={3}
          error={errors.reason}
        />
        {kind === 'entry' && (
          <>
            <FocusSelect label={t('programme.focus')} value={focus} onChange={setFocus} />
            {focus && <p className="k-dim">{t(`programme.focus_${focus}_text` as MessageKey)}</p>}
            <RigourSelect label={t('programme.rigour')} value={rigour} onChange={setRigour} />
            <ReaderPicker
              accountId={accountId ?? ''}
              label={t('programme.leads')}
              placeholder={t('programme.leads_owner')}
              value={manager}
              onChange={setManager}
              error={errors.manager_id}
            />
          </>
        )}
        <p className="k-dim">{t('programme.asked_hint')}</p>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={ask.isPending} disabled={!accountId || !reason.trim()}>
            {t('programme.ask')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export interface Asking {
  list: ListName;
  kind: MoveKind;
  account: { id: string; name: string } | null;
}

export function MoveDialog({ asking, close }: { asking: Asking | null; close: () => void }) {
  const t = useT();
  return (
    <Drawer
      opened={asking !== null}
      onClose={close}
      position="right"
      size="md"
      title={<b>{asking ? t(titles[asking.kind] ?? 'programme.ask_entry') : ''}</b>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {asking && <Form key={`${asking.kind}${asking.account?.id}`} {...asking} close={close} />}
    </Drawer>
  );
}
