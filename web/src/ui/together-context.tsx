/** What a page of a plan knows of the others: who is where in it, and the talk about its rows. Empty outside of a plan. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMessage, IconMessageFilled } from '@tabler/icons-react';
import { createContext, useContext, useEffect } from 'react';
import { useT } from '@/lib/i18n/i18n';

export interface Anchor {
  entity: string;
  id: string;
  title: string;
  /** Fields of the row that a comment may be about by themselves. */
  fields?: { value: string; label: string }[];
}
export interface Other {
  user_id: string;
  name: string;
  section: string;
  editing: boolean;
}
export interface Together {
  /** How many open threads are about a row. */
  threadsOf: (id: string) => number;
  discuss: ((anchor: Anchor | null) => void) | null;
  others: Other[];
  /** Says which section this reader is writing in; '' = none. */
  write: (section: string) => void;
}

const alone: Together = { threadsOf: () => 0, discuss: null, others: [], write: () => {} };
export const TogetherContext = createContext<Together>(alone);
export const useTogether = () => useContext(TogetherContext);

/** Says, as long as it is mounted with a section, that this reader writes there. */
export function useWriting(section: string): void {
  const { write } = useTogether();
  useEffect(() => {
    if (!section) return;
    write(section);
    return () => write('');
  }, [section, write]);
}

export function DiscussButton({ anchor }: { anchor: Anchor }) {
  const t = useT();
  const { threadsOf, discuss } = useTogether();
  if (!discuss) return null;
  const count = threadsOf(anchor.id);
  const label = count ? t('comments.threads', { count }) : t('comments.comment');
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color={count ? undefined : 'gray'}
        size="sm"
        className="k-discuss k-no-print"
        data-count={count || undefined}
        aria-label={`${label}: ${anchor.title}`}
        onClick={() => discuss(anchor)}
      >
        {count ? <IconMessageFilled size={14} /> : <IconMessage size={14} />}
        {count > 0 && <small>{count}</small>}
      </ActionIcon>
    </Tooltip>
  );
}

/** Two letters stand for a person. */
export const initials = (name: string): string => {
  const parts = name.split(/\s+/).filter(Boolean);
  return ((parts[0]?.[0] ?? '') + (parts.length > 1 ? (parts[parts.length - 1]?.[0] ?? '') : '')).toUpperCase();
};

/** Who is in a section now; whoever writes there is named. */
export function InSection({ section }: { section: string }) {
  const t = useT();
  const { others } = useTogether();
  const here = others.filter((other) => other.section === section);
  const writing = here.filter((other) => other.editing);
  if (writing.length === 0) return null;
  return (
    <span className="k-writing" role="status">
      {writing.map((other) => (
        <Avatar key={other.user_id} name={other.name} />
      ))}
      {t('presence.writing', { names: writing.map((other) => other.name).join(', '), count: writing.length })}
    </span>
  );
}

export function Avatar({ name, title }: { name: string; title?: string }) {
  return (
    <span className="k-avatar" role="img" aria-label={title ?? name} title={title ?? name}>
      {initials(name)}
    </span>
  );
}
