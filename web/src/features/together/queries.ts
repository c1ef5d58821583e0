import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get, post, put } from '@/api/client';
import { invalidate } from '@/api/queries';
import { useSession } from '@/api/session';
import type { Comment, CommentThreads, Inbox, PlanPresence } from '@/api/types';
import { asTheyWillBe, newOnes, type Sent, send, sendNew, sendRemoval, type Unsent, useUnsent } from '@/api/unsent';
import { useT } from '@/lib/i18n/i18n';
import { useToast } from '@/ui/toast';

/** What comments hang on: a plan, or an account itself. */
export interface Subject {
  accountId: string;
  planId?: string;
}
const pathOf = ({ accountId, planId }: Subject) =>
  planId ? `/plans/${planId}/comments` : `/accounts/${accountId}/comments`;

export function useThreads(subject: Subject) {
  const unsent = useUnsent();
  const { user: reader } = useSession();
  const threads = useQuery({
    queryKey: ['comments', 'threads', subject.planId ?? subject.accountId],
    queryFn: ({ signal }) => get<CommentThreads>(pathOf(subject), undefined, signal),
  });
  const data = useMemo(
    () => threads.data && asThreadsWillBe(threads.data, unsent, reader),
    [threads.data, unsent, reader],
  );
  return { ...threads, data };
}

type Person = { id: string; name: string };

/** With what this browser still holds of them: words that were changed, comments removed, threads settled or opened. */
export function asThreadsWillBe(threads: CommentThreads, unsent: Unsent[], reader: Person): CommentThreads {
  const about = unsent.filter((one) => one.route === 'comments' && one.record && one.state !== 'refused');
  if (about.length === 0) return threads;
  const items = threads.items.map((thread) => {
    const settling = about.findLast((one) => one.record === thread.first.id && one.act && one.act !== 'remove');
    const resolved_at = settling?.act === 'settle' ? settling.at : settling ? null : thread.first.resolved_at;
    const [first] = asTheyWillBe([thread.first], about, 'comments');
    return {
      ...thread,
      first: { ...(first ?? thread.first), resolved_at, ...(settling?.act === 'settle' && { resolved_by: reader.id }) },
      deleted: thread.deleted || !first,
      replies: asTheyWillBe(thread.replies, about, 'comments'),
    };
  });
  const left = items.filter((thread) => !thread.deleted || thread.replies.length > 0);
  const names = { ...threads.names, [reader.id]: reader.name };
  return { ...threads, names, items: left, open: left.filter((thread) => !thread.first.resolved_at).length };
}
export type Thread = CommentThreads['items'][number];

/** Who may be mentioned. */
export interface NewComment {
  account_id: string;
  plan_id?: string;
  parent_id?: string;
  anchor_entity?: string;
  anchor_id?: string;
  anchor_field?: string;
  body: string;
  mention_ids: string[];
}

/** Comments on this subject that only this browser has yet. */
export function useWaitingComments(subject: Subject): { entry: Unsent; comment: NewComment }[] {
  return newOnes(useUnsent(), 'comments')
    .map(({ entry, mine }) => ({ entry, comment: mine as unknown as NewComment }))
    .filter(({ comment }) =>
      subject.planId
        ? comment.plan_id === subject.planId
        : comment.account_id === subject.accountId && !comment.plan_id,
    );
}

export function useCommentActions() {
  const client = useQueryClient();
  const toast = useToast();
  const t = useT();
  const after = { onSuccess: () => invalidate(client, 'comments') };
  const add = useMutation({
    // without a connection it waits in this browser
    mutationFn: (body: NewComment) => sendNew({ route: 'comments', mine: { ...body }, label: body.body.slice(0, 60) }),
    onSuccess: (sent: Sent) => told(sent),
  });
  const told = (sent: Sent) => {
    if (sent.state === 'waiting') toast.done(t('unsent.kept'));
    invalidate(client, 'comments');
  };
  const labelOf = (comment: Comment) => comment.body.slice(0, 60);
  const change = useMutation({
    mutationFn: ({ comment, body, mention_ids }: { comment: Comment; body: string; mention_ids: string[] }) =>
      send({
        route: 'comments',
        record: comment.id,
        base: { body: comment.body, mention_ids: comment.mention_ids, version: comment.version },
        mine: { body, mention_ids },
        label: labelOf(comment),
      }),
    onSuccess: told,
  });
  const drop = useMutation({
    mutationFn: (comment: Comment) =>
      sendRemoval({ route: 'comments', record: comment.id, base: { ...comment }, label: labelOf(comment) }),
    onSuccess: told,
  });
  const restore = useMutation({
    mutationFn: (comment: Comment) => post(`/comments/${comment.id}/restoration`),
    ...after,
  });
  const resolve = useMutation({
    mutationFn: ({ comment, resolved }: { comment: Comment; resolved: boolean }) =>
      send({
        route: 'comments',
        record: comment.id,
        base: {},
        mine: {},
        act: resolved ? 'settle' : 'reopen',
        label: labelOf(comment),
      }),
    onSuccess: told,
  });
  return { add, change, drop, restore, resolve };
}

export function useInbox(unread: boolean, limit: number) {
  return useQuery({
    queryKey: ['inbox', unread, limit],
    queryFn: ({ signal }) => get<Inbox>('/inbox', { unread: unread || undefined, limit }, signal),
  });
}

/** How many notices are unread; for the shell. */
export const useUnread = (): number => useInbox(true, 1).data?.unread ?? 0;

export function useReadNotice() {
  const client = useQueryClient();
  return useMutation({
    // without an id: all of them
    mutationFn: ({ id, read }: { id?: string; read: boolean }) => put(id ? `/inbox/${id}` : '/inbox', { read }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['inbox'] }),
  });
}

export const beat = (planId: string, body: { client: string; section: string; editing: boolean }) =>
  put<PlanPresence>(`/plans/${planId}/presence`, body);
