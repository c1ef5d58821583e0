/** The three languages: catalogues loaded when needed, one hook for messages, the choice kept in the browser. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { createIntl, createIntlCache, type IntlShape, RawIntlProvider, useIntl } from 'react-intl';
import { setRequestLanguage } from '@/lib/request-language';
import type en from './en.json';

export type MessageKey = keyof typeof en;
export type Language = 'en' | 'es' | 'nl';
export const languages: { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
  { value: 'nl', label: 'Nederlands' },
];

const catalogues: Record<Language, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('./en.json'),
  es: () => import('./es.json'),
  nl: () => import('./nl.json'),
};

const storageKey = 'kamino.language';
const isLanguage = (tag: string | null | undefined): tag is Language => tag === 'en' || tag === 'es' || tag === 'nl';

export function preferredLanguage(): Language {
  const kept = localStorage.getItem(storageKey);
  if (isLanguage(kept)) return kept;
  for (const tag of navigator.languages) {
    const short = tag.slice(0, 2);
    if (isLanguage(short)) return short;
  }
  return 'en';
}

const cache = createIntlCache();

export async function loadIntl(language: Language): Promise<IntlShape> {
  const { default: messages } = await catalogues[language]();
  return createIntl({ locale: language, messages, onError: () => {} }, cache);
}

/** Whether this browser's reader chose a language here; then the person's own does not replace it. */
export const hasChosenLanguage = (): boolean => isLanguage(localStorage.getItem(storageKey));

interface LanguageChoice {
  language: Language;
  choose: (language: Language) => void;
}
const LanguageContext = createContext<LanguageChoice>({ language: 'en', choose: () => {} });
export const useLanguage = () => useContext(LanguageContext);

export function LanguageProvider({ initial, children }: { initial: IntlShape; children: ReactNode }) {
  const [intl, setIntl] = useState(initial);
  const language = intl.locale as Language;

  useEffect(() => {
    document.documentElement.lang = language;
    setRequestLanguage(language);
  }, [language]);

  const choose = useCallback((next: Language) => {
    localStorage.setItem(storageKey, next);
    // at once: what is asked for from here on comes in the new language
    setRequestLanguage(next);
    void loadIntl(next).then(setIntl);
  }, []);
  const choice = useMemo(() => ({ language, choose }), [language, choose]);
  return (
    <LanguageContext.Provider value={choice}>
      <RawIntlProvider value={intl}>{children}</RawIntlProvider>
    </LanguageContext.Provider>
  );
}

export type Values = Record<string, string | number | Date>;
export type Translate = (key: MessageKey, values?: Values) => string;

export function useT(): Translate {
  const intl = useIntl();
  return useCallback((key, values) => intl.formatMessage({ id: key }, values), [intl]);
}

/** A message whose key is made from a value of the server (`status.customer`); the value itself when none fits. */
export function useTerm(): (family: string, value: string | null | undefined) => string {
  const intl = useIntl();
  return useCallback(
    (family, value) => {
      if (!value) return '';
      const id = `${family}.${value}`;
      return intl.messages[id] ? intl.formatMessage({ id }) : value;
    },
    [intl],
  );
}
