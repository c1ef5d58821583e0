/** What others ask of the reader: revisions of plans to decide or decided, then the comments. */
import { MyRevisions } from '@/features/revisions/my-revisions';
import { InboxPage } from '@/features/together/inbox-page';

export default function Inbox() {
  return <InboxPage first={<MyRevisions />} />;
}
