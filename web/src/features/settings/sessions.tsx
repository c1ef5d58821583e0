import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, remove } from '@/api/client';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { Section } from '@/ui/page';
import { EmptyLine, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';

interface SignedIn {
  id: string;
  created_at: string;
  seen_at: string;
  agent: string;
  address: string;
  current: boolean;
}

export function Sessions() {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const client = useQueryClient();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => get<{ items: SignedIn[] }>('/sessions', undefined, signal),
  });
  const end = useMutation({
    mutationFn: (id: string) => remove(`/sessions/${id}`),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['sessions'] }),
    onError: toast.failed,
  });
  return (
    <Section title={t('settings.sessions')}>
      <Waiting on={sessions} lines={3}>
        {() =>
          sessions.data?.items.length ? (
            <ul className="k-list">
              {sessions.data.items.map((session) => (
                <li key={session.id}>
                  <span>
                    {session.agent || session.address}
                    <br />
                    <span className="k-dim">
                      {[session.address, format.ago(session.seen_at)].filter(Boolean).join(' · ')}
                    </span>
                  </span>
                  {session.current ? (
                    <PlainChip>{t('settings.this_session')}</PlainChip>
                  ) : (
                    <Button variant="subtle" color="red" size="compact-xs" onClick={() => end.mutate(session.id)}>
                      {t('settings.end_session')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          ) : (
            <EmptyLine>{t('common.none')}</EmptyLine>
          )
        }
      </Waiting>
    </Section>
  );
}
