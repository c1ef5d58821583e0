/** Where a comment is written: "@" offers those who see the account; what is chosen becomes a mention. */
import { Button, Combobox, Group, Textarea, useCombobox } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { useReaders } from './queries';

interface Person {
  id: string;
  name: string;
}
interface Props {
  accountId: string;
  label: string;
  submitLabel: string;
  initial?: { body: string; mentions: Person[] };
  autoFocus?: boolean;
  send: (body: string, mentionIds: string[]) => Promise<unknown>;
  close?: () => void;
}

/** What stands behind the last "@" before the caret, when a name is being typed there. */
export function mentionBefore(text: string, caret: number): string | null {
  const found = /(?:^|\s)@([^\s@]*(?: [^\s@]*)?)$/.exec(text.slice(0, caret));
  return found?.[1] ?? null;
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function Composer({ accountId, label, submitLabel, initial, autoFocus, send, close }: Props) {
  const t = useT();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(initial?.body ?? '');
  const [mentions, setMentions] = useState<Person[]>(initial?.mentions ?? []);
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const readers = useReaders(accountId, typed !== null || text.includes('@'));
  const matches =
    typed === null
      ? []
      : (readers.data?.items ?? []).filter((person) => folded(person.name).includes(folded(typed))).slice(0, 8);

  const look = () => {
    const caret = box.current?.selectionStart ?? 0;
    const found = mentionBefore(box.current?.value ?? '', caret);
    setTyped(found);
    if (found === null) combobox.closeDropdown();
    else {
      combobox.openDropdown();
      combobox.selectFirstOption();
    }
  };
  const choose = (id: string) => {
    const person = readers.data?.items.find((one) => one.id === id);
    const caret = box.current?.selectionStart ?? text.length;
    if (!person || typed === null) return;
    const before = text.slice(0, caret - typed.length);
    const next = `${before}${person.name} ${text.slice(caret)}`;
    setText(next);
    setMentions([...mentions.filter((one) => one.id !== id), { id, name: person.name }]);
    setTyped(null);
    combobox.closeDropdown();
    requestAnimationFrame(() => {
      const at = before.length + person.name.length + 1;
      box.current?.focus();
      box.current?.setSelectionRange(at, at);
    });
  };
  const submit = async () => {
    if (!text.trim()) return;
    setBusy(true);
    setError(null);
    try {
      const named = mentions.filter((person) => text.includes(`@${person.name}`)).map((person) => person.id);
      await send(text, named);
      setText('');
      setMentions([]);
      close?.();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    }
    if (event.key === 'Escape' && combobox.dropdownOpened) {
      event.stopPropagation();
      combobox.closeDropdown();
    }
  };
  return (
    <form
      className="k-composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
        <Combobox.Target withExpandedAttribute={false}>
          <Textarea
            ref={box}
            aria-label={label}
            placeholder={label}
            description={t('comments.hint')}
            autosize
            minRows={2}
            maxRows={10}
            data-autofocus={autoFocus || undefined}
            autoFocus={autoFocus}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              look();
            }}
            onClick={look}
            onKeyUp={(event) => {
              if (event.key.startsWith('Arrow') && !combobox.dropdownOpened) look();
            }}
            onKeyDown={onKey}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={matches.length === 0}>
          <Combobox.Options aria-label={t('comments.people')}>
            {matches.map((person) => (
              <Combobox.Option key={person.id} value={person.id}>
                {person.name}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {error !== null && <FaultBox error={error} />}
      <Group gap={8} mt={8} justify="flex-end">
        {close && (
          <Button variant="default" size="compact-sm" onClick={close}>
            {t('action.cancel')}
          </Button>
        )}
        <Button type="submit" size="compact-sm" loading={busy} disabled={!text.trim()}>
          {submitLabel}
        </Button>
      </Group>
    </form>
  );
}
