/** Where a comment is written: "@" offers those who see the account; what is chosen becomes a mention. */
import { Button, Combobox, Group, Textarea, useCombobox } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useReaders } from '@/api/queries';
import { useT } from '@/lib/i18n/i18n';
import { FaultBox } from '@/ui/states';
import { useDraft } from '@/ui/use-draft';

interface Person {
  id: string;
  name: string;
}
interface Props {
  accountId: string;
  label: string;
  submitLabel: string;
  initial?: { body: string; mentions: Person[] };
  /** Where words that were not sent are kept; a comment that is changed keeps the old ones on the server. */
  keep?: string;
  autoFocus?: boolean;
  send: (body: string, mentionIds: string[]) => Promise<unknown>;
  close?: () => void;
}

/** What stands behind the last "@" before the caret, when a name is being typed there. */
export function mentionBefore(text: string, caret: number): string | null {
  const found = /(?:^|\s)@([^\s@]*(?: [^\s@]*)?)$/.exec(text.slice(0, caret));
  return found?.[1] ?? null;
}

/** Who was chosen and is still named, and who is named in full by hand. */
export function mentioned(text: string, chosen: Person[], readers: Person[]): string[] {
  const still = chosen.filter((person) => text.includes(`@${person.name}`));
  const byHand = readers.filter(
    (person) => text.includes(`@${person.name}`) && !still.some((one) => one.name.startsWith(person.name)),
  );
  return [...still, ...byHand].map((person) => person.id);
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function Composer({ accountId, label, submitLabel, initial, keep, autoFocus, send, close }: Props) {
  const t = useT();
  const box = useRef<HTMLTextAreaElement>(null);
  const kept = useDraft(keep ? { route: 'comments', record: keep, field: 'body' } : undefined);
  const [text, show] = useState(kept.left?.text ?? initial?.body ?? '');
  const setText = (next: string) => {
    show(next);
    kept.keep(next, '', 0);
  };
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

  // Enter takes the first; the list is drawn anew with every letter
  const first = matches[0]?.id;
  useEffect(() => {
    if (first) combobox.selectFirstOption();
  }, [first, combobox.selectFirstOption]);
  const look = () => {
    const caret = box.current?.selectionStart ?? 0;
    const found = mentionBefore(box.current?.value ?? '', caret);
    setTyped(found);
    if (found === null) combobox.closeDropdown();
    else {
      combobox.openDropdown();
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
      await send(text, mentioned(text, mentions, readers.data?.items ?? []));
      kept.drop();
      show('');
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
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              kept.drop();
              close();
            }}
          >
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
