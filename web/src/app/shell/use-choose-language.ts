import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { saveLanguage, useSessionState } from '@/api/session';
import { type Language, useLanguage } from '@/lib/i18n/i18n';

/**
 * Another language for the whole screen: its own words, what the server says (asked for again in the new language), and
 * the person's choice for his other browsers.
 */
export function useChooseLanguage(): (next: Language) => void {
  const client = useQueryClient();
  const { choose } = useLanguage();
  const { data } = useSessionState();
  const signedIn = data?.signedIn ?? false;
  return useCallback(
    (next) => {
      choose(next);
      void client.invalidateQueries();
      // the screen has changed already; a refusal would only cost the other browsers the choice
      if (signedIn) saveLanguage(next).catch(() => {});
    },
    [choose, client, signedIn],
  );
}
