/** The questions about what this browser still holds: apart from the bar, since few readers ever meet them. */
import { settle, type Unsent } from '@/api/unsent';
import { MergeDialog } from './merge-dialog';
import { GoneAsked, Refused, RemovalAsked } from './unsent-dialogs';

export default function UnsentAsking({
  asked,
  refused,
  close,
}: {
  asked: Unsent | null;
  refused: Unsent | null;
  close: (entry: 'asked' | 'refused') => void;
}) {
  const closeAsked = () => close('asked');
  return (
    <>
      <MergeDialog
        entry={asked && !asked.act && !asked.gone ? asked : null}
        decide={(entry, chosen) => void settle(entry, chosen)}
        close={closeAsked}
      />
      <RemovalAsked entry={asked?.act ? asked : null} close={closeAsked} />
      <GoneAsked entry={asked?.gone ? asked : null} close={closeAsked} />
      <Refused entry={refused} close={() => close('refused')} />
    </>
  );
}
