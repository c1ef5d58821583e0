/** Who has this plan open: a heartbeat says that this reader has, and brings who else. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { remove } from '@/api/client';
import { useSession } from '@/api/session';
import { useT } from '@/lib/i18n/i18n';
import { Avatar, type Other } from '@/ui/together-context';
import { beat } from './queries';

const interval = 20_000;

/** One entry a person, where he writes before where he only reads. */
function people(items: (Other & { client: string })[], me: string, client: string): Other[] {
  const found = new Map<string, Other>();
  for (const item of items) {
    if (item.user_id === me && item.client === client) continue;
    const known = found.get(item.user_id);
    if (!known || (item.editing && !known.editing)) found.set(item.user_id, item);
  }
  found.delete(me);
  return [...found.values()];
}

export function usePresence(planId: string): { others: Other[]; write: (section: string) => void } {
  const { user } = useSession();
  const [client] = useState(() => crypto.randomUUID());
  const [section, setSection] = useState('');
  const presence = useQuery({
    queryKey: ['presence', planId, section],
    queryFn: () => beat(planId, { client, section, editing: section !== '' }),
    refetchInterval: interval,
    staleTime: 0,
    retry: false,
    placeholderData: (before) => before,
  });
  useEffect(() => {
    // when the page goes too fast for it, the heartbeat runs out
    const leave = () => void remove(`/plans/${planId}/presence?client=${client}`).catch(() => {});
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [planId, client]);
  const write = useCallback((next: string) => setSection(next), []);
  const others = useMemo(() => people(presence.data?.items ?? [], user.id, client), [presence.data, user.id, client]);
  return { others, write };
}

/** The others' letters in the plan's header, with what each is doing. */
export function PresenceRow({ others, titleOf }: { others: Other[]; titleOf: (section: string) => string }) {
  const t = useT();
  if (others.length === 0) return null;
  const shown = others.slice(0, 5);
  return (
    <span className="k-presence k-no-print" role="group" aria-label={t('presence.here', { count: others.length })}>
      {shown.map((other) => (
        <Avatar
          key={other.user_id}
          name={other.name}
          title={
            other.editing
              ? t('presence.writes_in', { name: other.name, section: titleOf(other.section) })
              : t('presence.reads', { name: other.name })
          }
        />
      ))}
      {others.length > shown.length && <span className="k-dim">+{others.length - shown.length}</span>}
    </span>
  );
}
