/** One comment: who, when, the words with those mentioned, and what its author may do with it. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useReaders } from '@/api/queries';
import { useSession } from '@/api/session';
import type { Comment } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useT } from '@/lib/i18n/i18n';
import { useToast } from '@/ui/toast';
import { Avatar } from '@/ui/together-context';
import { Composer } from './composer';
import { type Subject, useCommentActions } from './queries';

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

export function CommentLine({
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
      onSuccess: (sent) =>
        sent.state === 'saved' && toast.done(t('comments.removed'), () => restore.mutateAsync(comment)),
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
