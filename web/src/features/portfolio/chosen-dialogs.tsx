/** The forms behind the bar of chosen accounts: a tag, an owner, a group, a proposal for a list. */
import { Button, Modal, Progress, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useList, useNames } from '@/api/queries';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox, useFaultText } from '@/ui/states';
import { useToast } from '@/ui/toast';
import {
  type Refused,
  useGroupChosen,
  useLeaveGroup,
  useOwnChosen,
  useProposeChosen,
  useTagChosen,
} from './chosen-queries';
import { useOwners } from './queries';

export type Asked = 'tag' | 'owner' | 'group' | 'list';
const longestProposal = 100;

interface FormProps {
  ids: string[];
  close: () => void;
}

function Form({ submit, error, children }: { submit: () => void; error: unknown; children: ReactNode }) {
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap={12} align="stretch">
        {children}
        {error ? <FaultBox error={error} /> : null}
      </Stack>
    </form>
  );
}

function TagForm({ ids, close }: FormProps) {
  const t = useT();
  const toast = useToast();
  const tag = useTagChosen();
  const [name, setName] = useState('');
  const added = name.trim();
  const submit = () =>
    tag.mutate(
      { ids, add: [added] },
      {
        onSuccess: ({ changed }) => {
          close();
          toast.done(t('selection.tagged', { count: changed, tag: added }), () =>
            tag.mutateAsync({ ids, remove: [added] }),
          );
        },
      },
    );
  return (
    <Form submit={submit} error={tag.error}>
      <TextInput
        data-autofocus
        required
        maxLength={60}
        label={t('selection.tag')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value.replaceAll(';', ''))}
      />
      <Button type="submit" loading={tag.isPending} disabled={!added}>
        {t('selection.add_tag')}
      </Button>
    </Form>
  );
}

const unowned = 'nobody';

function OwnerForm({ ids, close }: FormProps) {
  const t = useT();
  const toast = useToast();
  const own = useOwnChosen();
  const users = useOwners().data?.items ?? [];
  const [owner, setOwner] = useState<string | null>(null);
  const submit = () =>
    own.mutate(
      { ids, owner: owner === unowned ? null : owner },
      {
        onSuccess: ({ changed }) => {
          close();
          toast.done(t('ticks.owner_done', { count: changed }));
        },
      },
    );
  return (
    <Form submit={submit} error={own.error}>
      <p className="k-dim">{t('ticks.owner_text', { count: ids.length })}</p>
      <Select
        data-autofocus
        searchable
        required
        label={t('field.owner')}
        value={owner}
        onChange={setOwner}
        data={[
          ...users.map((user) => ({ value: user.id, label: user.name })),
          { value: unowned, label: t('ticks.nobody') },
        ]}
      />
      <Button type="submit" loading={own.isPending} disabled={!owner}>
        {t('ticks.give')}
      </Button>
    </Form>
  );
}

function GroupForm({ ids, close }: FormProps) {
  const t = useT();
  const toast = useToast();
  const join = useGroupChosen();
  const leave = useLeaveGroup();
  const frozen = useList('groups', { filter: 'frozen_at != null', sort: 'name', limit: 500, fields: 'id,name' });
  const groups = frozen.data?.items ?? [];
  const [way, setWay] = useState<'new' | 'old'>('new');
  const [name, setName] = useState('');
  const [into, setInto] = useState<string | null>(null);
  const old = groups.find((group) => group.id === into);
  const submit = () =>
    join.mutate(way === 'new' ? { ids, name: name.trim() } : { ids, group: old }, {
      onSuccess: ({ changed, group }) => {
        close();
        toast.done(t('ticks.group_done', { count: changed, name: group.name }), () =>
          leave.mutateAsync({ ids, group: group.id }),
        );
      },
    });
  return (
    <Form submit={submit} error={join.error}>
      <p className="k-dim">{t('ticks.group_text')}</p>
      <SegmentedControl
        aria-label={t('ticks.group')}
        value={way}
        onChange={(next) => setWay(next as 'new' | 'old')}
        data={[
          { value: 'new', label: t('ticks.group_new') },
          { value: 'old', label: t('ticks.group_old'), disabled: groups.length === 0 },
        ]}
      />
      {way === 'new' ? (
        <TextInput
          data-autofocus
          required
          maxLength={100}
          label={t('field.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      ) : (
        <Select
          searchable
          required
          label={t('entity.account_group')}
          value={into}
          onChange={setInto}
          data={groups.map((group) => ({ value: group.id, label: group.name }))}
        />
      )}
      <Button type="submit" loading={join.isPending} disabled={way === 'new' ? !name.trim() : !old}>
        {t('ticks.group_add')}
      </Button>
    </Form>
  );
}

function RefusedList({ refused }: { refused: Refused[] }) {
  const t = useT();
  const text = useFaultText();
  const names = useNames(
    'accounts',
    refused.map(({ id }) => id),
  );
  return (
    <div>
      <b>{t('ticks.list_refused', { count: refused.length })}</b>
      <ul style={{ paddingLeft: 18, marginTop: 6, maxHeight: 260, overflow: 'auto' }}>
        {refused.map(({ id, error }) => (
          <li key={id}>
            <Link to={`/accounts/${id}`} className="k-link">
              {names?.get(id) ?? id}
            </Link>
            <span className="k-dim"> – {text(error)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ListForm({ ids, close }: FormProps) {
  const t = useT();
  const propose = useProposeChosen();
  const [list, setList] = useState('key');
  const [reason, setReason] = useState('');
  if (propose.data)
    return (
      <Stack gap={12}>
        <p role="status">{t('ticks.list_done', { count: propose.data.asked })}</p>
        {propose.data.refused.length > 0 && <RefusedList refused={propose.data.refused} />}
        <Button onClick={close}>{t('action.close')}</Button>
      </Stack>
    );
  if (ids.length > longestProposal) return <p>{t('ticks.list_most', { count: longestProposal })}</p>;
  return (
    <Form submit={() => propose.mutate({ ids, list, reason: reason.trim() })} error={propose.error}>
      <p className="k-dim">{t('ticks.list_text')}</p>
      <SegmentedControl
        aria-label={t('ticks.list')}
        value={list}
        onChange={setList}
        data={[
          { value: 'key', label: t('programme.key_list') },
          { value: 'prospect', label: t('programme.prospect_list') },
        ]}
      />
      <Textarea
        data-autofocus
        required
        autosize
        minRows={3}
        maxLength={2000}
        label={t('programme.reason')}
        description={t('programme.reason_hint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {propose.isPending && (
        <Progress value={(100 * propose.at) / ids.length} animated aria-label={t('ticks.list_progress')} />
      )}
      <Button type="submit" loading={propose.isPending} disabled={!reason.trim()}>
        {t('ticks.list_ask', { count: ids.length })}
      </Button>
    </Form>
  );
}

const forms = { tag: TagForm, owner: OwnerForm, group: GroupForm, list: ListForm };
const titles = {
  tag: 'selection.add_tag',
  owner: 'ticks.owner',
  group: 'ticks.group',
  list: 'ticks.list',
} as const;

export function ChosenDialog({ asked, ids, close }: { asked: Asked | null; ids: string[]; close: () => void }) {
  const t = useT();
  const Body = asked && forms[asked];
  return (
    <Modal
      opened={asked !== null}
      onClose={close}
      title={asked ? t(titles[asked]) : ''}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {Body && <Body ids={ids} close={close} />}
    </Modal>
  );
}
