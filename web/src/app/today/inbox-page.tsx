/** What others ask of the reader: the key list and revisions of plans, to decide or decided, then the comments. */
import { MyRequests } from '@/features/programme/my-requests';
import { MyRevisions } from '@/features/revisions/my-revisions';
import { InboxPage } from '@/features/together/inbox-page';

export default function Inbox() {
  return (
    <InboxPage
      first={
        <>
          <MyRequests />
          <MyRevisions />
        </>
      }
    />
  );
}
