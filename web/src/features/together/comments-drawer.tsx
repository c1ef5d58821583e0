/** The talk about a plan or an account: threads with their answers, open ones first, settled ones on request. */
import { ActionIcon, Button, Drawer, Group, SegmentedControl, Select } from '@mantine/core';
import { IconMessages, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useCan, useSession } from '@/api/session';
import { discard } from '@/api/unsent';
import { useT, useTerm } from '@/lib/i18n/i18n';
import { PlainChip } from '@/ui/chips';
import { Empty, EmptyLine, Waiting } from '@/ui/states';
import { useToast } from '@/ui/toast';
import { type Anchor, Avatar } from '@/ui/together-context';
import { CommentLine } from './comment-line';
import { Composer } from './composer';
import { type Subject, type Thread, useCommentActions, useThreads, useWaitingComments } from './queries';

/** A comment on its way: it waits for the connection. */
function WaitingComment({ entry, comment }: ReturnType<typeof useWaitingComments>[number]) {
  const t = useT();
  const { user } = useSession();
  return (
    <div className="k-comment">
      <header>
        <Avatar name={user.name} />
        <b>{user.name}</b>
        <PlainChip>{t('unsent.here')}</PlainChip>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('unsent.discard')}
          title={t('unsent.discard')}
          onClick={() => discard(entry)}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </header>
      <p className="k-prose">{comment.body}</p>
    </div>
  );
}

interface ThreadProps {
  waiting: ReturnType<typeof useWaitingComments>;
  thread: Thread;
  names: Record<string, string>;
  subject: Subject;
  /** The title of a section; rows have their own. */
  titleOf: (anchor: { entity: string; id: string; title: string }) => string;
  goTo?: (anchor: { entity: string; id: string }) => void;
  active: boolean;
}

function ThreadView({ waiting, thread, names, subject, titleOf, goTo, active }: ThreadProps) {
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
      {waiting
        .filter(({ comment }) => comment.parent_id === first.id)
        .map((one) => (
          <div key={one.entry.id} className="k-reply">
            <WaitingComment {...one} />
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
  const [field, setField] = useState('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row has other fields
  useEffect(() => setField(''), [anchor?.id]);
  const all = threads.data?.items ?? [];
  const waiting = useWaitingComments(subject);
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
      {mayWrite && chosen === 'open' && anchor?.fields && (
        <Select
          label={t('comments.about')}
          placeholder={t('comments.whole_row')}
          value={field || null}
          onChange={(value) => setField(value ?? '')}
          data={anchor.fields}
          clearable
          mb={8}
        />
      )}
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
              ...(anchor && { anchor_entity: anchor.entity, anchor_id: anchor.id, anchor_field: field }),
              body,
              mention_ids,
            })
          }
        />
      )}
      {waiting
        .filter(({ comment }) => !comment.parent_id && (!anchor || comment.anchor_id === anchor.id))
        .map((one) => (
          <article key={one.entry.id} className="k-thread">
            <WaitingComment {...one} />
          </article>
        ))}
      <Waiting on={threads}>
        {() =>
          shown.length === 0 ? (
            waiting.length > 0 ? null : all.length === 0 ? (
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
                waiting={waiting}
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
