/** A text in an editor that outlives its tab; see lib/drafts. */
import { useEffect, useState } from 'react';
import { type Draft, dropDraft, fieldKey, keepDraft, leaveDraft, type Place, takeDraft } from '@/lib/drafts';

export interface KeptText {
  /** What an earlier editor of this field left. */
  left: Draft | null;
  keep: (text: string, base: string, version: number) => void;
  drop: () => void;
}

export function useDraft(place: Place | undefined): KeptText {
  const key = fieldKey(place);
  const [left, setLeft] = useState(() => (key ? takeDraft(key) : null));
  useEffect(() => {
    if (!key) return;
    if (left) keepDraft(key, left);
    return () => {
      leaveDraft(key);
    };
  }, [key, left]);
  return {
    left,
    keep: (text, base, version) => {
      if (!key) return;
      if (text === base) dropDraft(key);
      else keepDraft(key, { text, base, version });
    },
    drop: () => {
      if (key) dropDraft(key);
      if (left) setLeft(null);
    },
  };
}
