/** Comments that mention the reader or answer him; one click leads to the thread. */
import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Inbox } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { Page, PageBody } from '@/ui/page';
import { Empty, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { Avatar } from '@/ui/together-context';
import { useInbox, useReadNotice } from './queries';

type Notice = Inbox['items'][number];

function NoticeLine({ notice }: { notice: Notice }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const navigate = useNavigate();
  const read = useReadNotice();
  const open = () => {
    if (!notice.read_at) read.mutate({ id: notice.comment_id, read: true });
    void navigate({
      to: notice.plan_id ? `/accounts/${notice.account_id}/plan` : `/accounts/${notice.account_id}`,
      search: { open: notice.thread_id },
    });
  };
  return (
    <li className="k-notice" data-unread={!notice.read_at || undefined}>
      <Avatar name={notice.author_name} />
      <button type="button" onClick={open}>
        <span>
          <b>{notice.author_name}</b> {t(`inbox.${notice.kind}`)} · {notice.account_name}
          {notice.resolved && <span className="k-dim"> · {t('comments.is_settled')}</span>}
        </span>
        <span className="k-notice-body">{notice.body}</span>
      </button>
      <span className="k-notice-end">
        <time className="k-dim" dateTime={notice.created_at} title={format.instant(notice.created_at)}>
          {format.ago(notice.created_at)}
        </time>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          onClick={() => read.mutate({ id: notice.comment_id, read: !notice.read_at }, { onError: toast.failed })}
        >
          {notice.read_at ? t('inbox.mark_unread') : t('inbox.mark_read')}
        </Button>
      </span>
    </li>
  );
}

/** `first`: what else waits for the reader, above the comments. */
export function InboxPage({ first }: { first?: ReactNode }) {
  const t = useT();
  const toast = useToast();
  const [which, setWhich] = useState<'unread' | 'all'>('all');
  const [limit, setLimit] = useState(50);
  const inbox = useInbox(which === 'unread', limit);
  const read = useReadNotice();
  const unread = inbox.data?.unread ?? 0;
  return (
    <Page title={t('inbox.title')} meta={t('inbox.unread', { count: unread })}>
      <PageBody narrow>
        {first}
        <Group justify="space-between" mb={12}>
          <SegmentedControl
            size="xs"
            value={which}
            onChange={(value) => setWhich(value as 'unread' | 'all')}
            data={[
              { value: 'all', label: t('inbox.all') },
              { value: 'unread', label: t('inbox.only_unread') },
            ]}
          />
          {unread > 0 && (
            <Button
              variant="default"
              size="compact-sm"
              loading={read.isPending}
              onClick={() => read.mutate({ read: true }, { onError: toast.failed })}
            >
              {t('inbox.read_all')}
            </Button>
          )}
        </Group>
        <Waiting on={inbox}>
          {() =>
            inbox.data?.items.length ? (
              <>
                <ul className="k-notices">
                  {inbox.data.items.map((notice) => (
                    <NoticeLine key={notice.comment_id} notice={notice} />
                  ))}
                </ul>
                {inbox.data.next_cursor && limit < 1000 && (
                  <Button variant="subtle" onClick={() => setLimit(Math.min(1000, limit + 100))}>
                    {t('inbox.older')}
                  </Button>
                )}
              </>
            ) : (
              <Empty
                icon={<IconInbox size={28} stroke={1.5} aria-hidden />}
                title={t('inbox.empty')}
                text={t('inbox.empty_text')}
              />
            )
          }
        </Waiting>
      </PageBody>
    </Page>
  );
}
