/** Search and commands in one field: pages and actions at once, records from the server as one types. */
import { Modal, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { get } from '@/api/client';
import { useCan } from '@/api/session';
import type { SearchHit } from '@/api/types';
import { languages, useT, useTerm } from '@/lib/i18n/i18n';
import { allPlaces } from './places';
import { useChooseLanguage } from './use-choose-language';

interface Entry {
  id: string;
  group: string;
  title: string;
  subtitle: string;
  run: () => void;
}

interface Target {
  to: string;
  search?: { open: string };
}

function hitPlace(hit: SearchHit): Target {
  const search = { open: hit.id };
  if (hit.entity === 'account') return { to: `/accounts/${hit.id}` };
  if (hit.entity.startsWith('opportunit')) return { to: '/opportunities', search };
  if (hit.entity === 'product') return { to: '/products', search };
  if (hit.entity === 'need') return { to: '/products' };
  if (hit.entity === 'person') return { to: `/accounts/${hit.account_id}/people`, search };
  return { to: hit.account_id ? `/accounts/${hit.account_id}` : '/' };
}

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

function useEntries(typed: string, close: () => void, openKeys: () => void): { entries: Entry[]; searching: boolean } {
  const t = useT();
  const term = useTerm();
  const may = useCan();
  const navigate = useNavigate();
  const choose = useChooseLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const [query] = useDebouncedValue(typed.trim(), 160);
  const found = useQuery({
    queryKey: ['search', query],
    queryFn: ({ signal }) => get<{ items: SearchHit[] }>('/search', { q: query }, signal),
    enabled: query.length > 1,
    placeholderData: keepPreviousData,
  });

  const go = (target: Target) => () => {
    close();
    void navigate(target);
  };
  const hits: Entry[] = (query.length > 1 ? (found.data?.items ?? []) : []).map((hit) => ({
    id: `${hit.entity}${hit.id}`,
    group: t('nav.found'),
    title: hit.title,
    subtitle: [term('entity', hit.entity), hit.subtitle].filter(Boolean).join(' · '),
    run: go(hitPlace(hit)),
  }));
  const commands: Entry[] = [
    ...allPlaces
      .filter((place) => !place.rights || place.rights.some(may))
      .map((place) => ({
        id: place.to,
        group: t('nav.pages'),
        title: t(place.label),
        subtitle: place.key ? `g ${place.key}` : '',
        run: go({ to: place.to }),
      })),
    {
      id: 'theme',
      group: t('nav.commands'),
      title: dark ? t('nav.light') : t('nav.dark'),
      subtitle: '',
      run: () => {
        setColorScheme(dark ? 'light' : 'dark');
        close();
      },
    },
    ...languages.map(({ value, label }) => ({
      id: `language-${value}`,
      group: t('nav.commands'),
      title: `${t('nav.language')}: ${label}`,
      subtitle: '',
      run: () => {
        choose(value);
        close();
      },
    })),
    {
      id: 'keys',
      group: t('nav.commands'),
      title: t('keys.title'),
      subtitle: '?',
      run: () => {
        close();
        openKeys();
      },
    },
  ];
  const wanted = folded(typed.trim());
  return {
    entries: [...commands.filter((entry) => folded(entry.title).includes(wanted)), ...hits],
    searching: found.isFetching,
  };
}

/** Not after the opening: who types fast would lose the first letters. */
const focusAtOnce = (element: HTMLInputElement | null) => element?.focus();

function PaletteList({ close, openKeys }: { close: () => void; openKeys: () => void }) {
  const t = useT();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const { entries, searching } = useEntries(typed, close, openKeys);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new words, new choice
  useEffect(() => setAt(0), [typed]);
  const current = entries[Math.min(at, entries.length - 1)];
  useEffect(() => {
    if (current) document.getElementById(`${listId}${current.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [current, listId]);

  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length) {
      event.preventDefault();
      setAt((Math.min(at, entries.length - 1) + step + entries.length) % entries.length);
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      current.run();
    }
  };
  return (
    <div className="k-palette">
      <label className="k-palette-field">
        <IconSearch size={17} aria-hidden />
        <span className="k-visually-hidden">{t('nav.run')}</span>
        <input
          data-autofocus
          ref={focusAtOnce}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={current ? `${listId}${current.id}` : undefined}
          aria-autocomplete="list"
          placeholder={t('nav.run')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKey}
        />
      </label>
      <div role="listbox" id={listId} aria-label={t('nav.run')} className="k-palette-list">
        {entries.map((entry, index) => (
          <div key={entry.id} role="presentation">
            {entries[index - 1]?.group !== entry.group && (
              <div role="presentation" className="k-palette-group">
                {entry.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above moves and chooses with the keyboard */}
            <div
              role="option"
              tabIndex={-1}
              id={`${listId}${entry.id}`}
              aria-selected={entry === current}
              className="k-palette-entry"
              onClick={entry.run}
              onMouseMove={() => setAt(index)}
            >
              <span className="k-ellipsis">{entry.title}</span>
              <span className="k-dim k-ellipsis">{entry.subtitle}</span>
            </div>
          </div>
        ))}
        {entries.length === 0 && !searching && <p className="k-empty-small">{t('common.no_matches')}</p>}
      </div>
    </div>
  );
}

export function Palette({ opened, close, openKeys }: { opened: boolean; close: () => void; openKeys: () => void }) {
  const t = useT();
  return (
    <Modal
      opened={opened}
      onClose={close}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      centered={false}
      attributes={{ content: { 'aria-label': t('nav.run') } }}
    >
      <PaletteList close={close} openKeys={openKeys} />
    </Modal>
  );
}
