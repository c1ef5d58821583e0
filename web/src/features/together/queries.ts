import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, put, remove, request } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { Comment, CommentThreads, Inbox, PlanPresence } from '@/api/types';
import { newOnes, type Sent, sendNew, type Unsent, useUnsent } from '@/api/unsent';
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
  return useQuery({
    queryKey: ['comments', 'threads', subject.planId ?? subject.accountId],
    queryFn: ({ signal }) => get<CommentThreads>(pathOf(subject), undefined, signal),
  });
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
    onSuccess: (sent: Sent) => {
      if (sent.state === 'waiting') toast.done(t('unsent.kept'));
      invalidate(client, 'comments');
    },
  });
  const change = useMutation({
    mutationFn: ({ comment, body, mention_ids }: { comment: Comment; body: string; mention_ids: string[] }) =>
      request<Comment>('PATCH', `/comments/${comment.id}`, { body: { body, mention_ids }, version: comment.version }),
    ...after,
  });
  const drop = useMutation({
    mutationFn: (comment: Comment) => remove(`/comments/${comment.id}`, comment.version),
    ...after,
  });
  const restore = useMutation({
    mutationFn: (comment: Comment) => post(`/comments/${comment.id}/restoration`),
    ...after,
  });
  const resolve = useMutation({
    mutationFn: ({ comment, resolved }: { comment: Comment; resolved: boolean }) =>
      request(resolved ? 'PUT' : 'DELETE', `/comments/${comment.id}/resolution`, resolved ? { body: {} } : {}),
    ...after,
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
