/** The talk about a plan or an account: threads with their answers, open ones first, settled ones on request. */
import { ActionIcon, Button, Drawer, Group, Menu, SegmentedControl } from '@mantine/core';
import { IconDots, IconMessages } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useCan, useSession } from '@/api/session';
import type { Comment } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { Empty, EmptyLine, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { type Anchor, Avatar } from '@/ui/together-context';
import { Composer } from './composer';
import { type Subject, type Thread, useCommentActions, useReaders, useThreads } from './queries';

/** The words with the names of who is mentioned made visible. */
export function CommentBody({ body, names }: { body: string; names: string[] }) {
  const parts: ReactNode[] = [];
  let rest = body;
  const marks = names.map((name) => `@${name}`).sort((a, b) => b.length - a.length);
  while (rest) {
    const next = marks
      .map((mark) => ({ mark, at: rest.indexOf(mark) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)[0];
    if (!next) break;
    parts.push(rest.slice(0, next.at), <b key={parts.length}>{next.mark}</b>);
    rest = rest.slice(next.at + next.mark.length);
  }
  return (
    <p className="k-prose">
      {parts}
      {rest}
    </p>
  );
}

function CommentLine({
  comment,
  names,
  subject,
}: {
  comment: Comment;
  names: Record<string, string>;
  subject: Subject;
}) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const { user } = useSession();
  const { change, drop, restore } = useCommentActions();
  const [editing, setEditing] = useState(false);
  const readers = useReaders(subject.accountId, comment.mention_ids.length > 0);
  const nameOf = (id: string) => names[id] ?? readers.data?.items.find((person) => person.id === id)?.name;
  const mentioned = comment.mention_ids.flatMap((id) => nameOf(id) ?? []);
  const author = comment.author_id ? (names[comment.author_id] ?? '') : t('comments.system');
  const own = comment.author_id === user.id;
  const take = () =>
    drop.mutate(comment, {
      onSuccess: () => toast.done(t('comments.removed'), () => restore.mutateAsync(comment)),
      onError: toast.failed,
    });
  return (
    <div className="k-comment">
      <header>
        <Avatar name={author} />
        <b>{author}</b>
        <time className="k-dim" dateTime={comment.created_at} title={format.instant(comment.created_at)}>
          {format.ago(comment.created_at)}
          {comment.edited_at && ` · ${t('comments.edited')}`}
        </time>
        {(own || user.role === 'admin') && !editing && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('comments.more', { name: author })}>
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {own && <Menu.Item onClick={() => setEditing(true)}>{t('action.edit')}</Menu.Item>}
              <Menu.Item color="red" onClick={take}>
                {t('action.delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      {editing ? (
        <Composer
          accountId={subject.accountId}
          label={t('action.edit')}
          submitLabel={t('action.save')}
          initial={{
            body: comment.body,
            mentions: comment.mention_ids.map((id) => ({ id, name: nameOf(id) ?? '' })),
          }}
          autoFocus
          send={(body, mention_ids) => change.mutateAsync({ comment, body, mention_ids })}
          close={() => setEditing(false)}
        />
      ) : (
        <CommentBody body={comment.body} names={mentioned} />
      )}
    </div>
  );
}

interface ThreadProps {
  thread: Thread;
  names: Record<string, string>;
  subject: Subject;
  /** The title of a section; rows have their own. */
  titleOf: (anchor: { entity: string; id: string; title: string }) => string;
  goTo?: (anchor: { entity: string; id: string }) => void;
  active: boolean;
}

function ThreadView({ thread, names, subject, titleOf, goTo, active }: ThreadProps) {
  const t = useT();
  const term = useTerm();
  const toast = useToast();
  const mayWrite = useCan()('comments.write');
  const { add, resolve } = useCommentActions();
  const [answering, setAnswering] = useState(false);
  const box = useRef<HTMLElement>(null);
  const { first, anchor } = thread;
  const settled = Boolean(first.resolved_at);
  useEffect(() => {
    if (active) box.current?.scrollIntoView({ block: 'center' });
  }, [active]);
  const place = { entity: first.anchor_entity, id: first.anchor_id, title: anchor?.title ?? '' };
  const title = anchor ? titleOf(place) : '';
  return (
    <article ref={box} className="k-thread" data-active={active || undefined} data-settled={settled || undefined}>
      {anchor && (
        <p className="k-thread-place">
          {anchor.removed ? (
            <>
              {t('comments.on_removed')} <s>{title}</s>
            </>
          ) : (
            <button type="button" className="k-link" onClick={() => goTo?.(place)}>
              {term('entity', place.entity)}: {title}
              {first.anchor_field && ` · ${term('field', first.anchor_field)}`}
            </button>
          )}
        </p>
      )}
      {thread.deleted ? (
        <p className="k-dim">{t('comments.was_removed')}</p>
      ) : (
        <CommentLine comment={first} names={names} subject={subject} />
      )}
      {thread.replies.map((reply) => (
        <div key={reply.id} className="k-reply">
          <CommentLine comment={reply} names={names} subject={subject} />
        </div>
      ))}
      {settled && <p className="k-dim">{t('comments.settled_by', { name: names[first.resolved_by ?? ''] ?? '' })}</p>}
      {mayWrite && answering && (
        <Composer
          accountId={subject.accountId}
          label={t('comments.answer')}
          submitLabel={t('comments.answer')}
          keep={first.id}
          autoFocus
          send={(body, mention_ids) =>
            add.mutateAsync({ account_id: subject.accountId, parent_id: first.id, body, mention_ids })
          }
          close={() => setAnswering(false)}
        />
      )}
      {mayWrite && !answering && (
        <Group gap={6}>
          {!thread.deleted && (
            <Button variant="subtle" size="compact-sm" onClick={() => setAnswering(true)}>
              {t('comments.answer')}
            </Button>
          )}
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            loading={resolve.isPending}
            onClick={() => resolve.mutate({ comment: first, resolved: !settled }, { onError: toast.failed })}
          >
            {settled ? t('comments.reopen') : t('comments.settle')}
          </Button>
        </Group>
      )}
    </article>
  );
}

interface Props {
  opened: boolean;
  close: () => void;
  subject: Subject;
  /** New comments are about this; null: about the whole. */
  anchor: Anchor | null;
  clearAnchor: () => void;
  titleOf?: ThreadProps['titleOf'];
  goTo?: ThreadProps['goTo'];
  active?: string | null;
}

export function CommentsDrawer({ opened, close, subject, anchor, clearAnchor, titleOf, goTo, active }: Props) {
  const t = useT();
  const mayWrite = useCan()('comments.write');
  const threads = useThreads(subject);
  const { add } = useCommentActions();
  const [chosen, setChosen] = useState<'open' | 'settled'>('open');
  const all = threads.data?.items ?? [];
  // a link to a settled thread shows the settled ones
  const linked = all.find((thread) => thread.first.id === active);
  useEffect(() => {
    if (linked?.first.resolved_at) setChosen('settled');
  }, [linked?.first.resolved_at]);
  const shown = all
    .filter((thread) => Boolean(thread.first.resolved_at) === (chosen === 'settled'))
    .filter((thread) => !anchor || thread.first.anchor_id === anchor.id);
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size="md"
      title={<b>{t('comments.title')}</b>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Group justify="space-between" mb={12}>
        <SegmentedControl
          size="xs"
          value={chosen}
          onChange={(value) => setChosen(value as 'open' | 'settled')}
          data={[
            { value: 'open', label: t('comments.open', { count: threads.data?.open ?? 0 }) },
            { value: 'settled', label: t('comments.settled', { count: all.length - (threads.data?.open ?? 0) }) },
          ]}
        />
        {anchor && (
          <Button variant="subtle" size="compact-sm" onClick={clearAnchor}>
            {t('comments.show_all')}
          </Button>
        )}
      </Group>
      {mayWrite && chosen === 'open' && (
        <Composer
          key={anchor?.id ?? ''}
          accountId={subject.accountId}
          label={anchor ? t('comments.write_on', { name: anchor.title }) : t('comments.write')}
          submitLabel={t('comments.comment')}
          keep={anchor?.id ?? subject.planId ?? subject.accountId}
          send={(body, mention_ids) =>
            add.mutateAsync({
              account_id: subject.accountId,
              ...(subject.planId && { plan_id: subject.planId }),
              ...(anchor && { anchor_entity: anchor.entity, anchor_id: anchor.id }),
              body,
              mention_ids,
            })
          }
        />
      )}
      <Waiting on={threads}>
        {() =>
          shown.length === 0 ? (
            all.length === 0 ? (
              <Empty
                icon={<IconMessages size={28} stroke={1.5} aria-hidden />}
                title={t('comments.none')}
                text={t('comments.none_text')}
              />
            ) : (
              <EmptyLine>{t('comments.none_here')}</EmptyLine>
            )
          ) : (
            shown.map((thread) => (
              <ThreadView
                key={thread.first.id}
                thread={thread}
                names={threads.data?.names ?? {}}
                subject={subject}
                titleOf={titleOf ?? ((place) => place.title)}
                goTo={goTo}
                active={thread.first.id === active}
              />
            ))
          )
        }
      </Waiting>
    </Drawer>
  );
}
