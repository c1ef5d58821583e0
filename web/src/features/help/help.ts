/** What the help knows: a page's purpose, first moves and terms; the glossary. Texts are loaded when they are asked for. */
import { useQuery } from '@tanstack/react-query';
import { type Language, useLanguage } from '@/lib/i18n/i18n';
import type en from './content/en.json';

export type TermKey = keyof typeof en.terms;
export type PageKey = keyof typeof en.pages;
export interface PageHelp {
  what: string;
  steps: string[];
  terms: string[];
}
export interface HelpTexts {
  pages: Record<string, PageHelp>;
  /** Key -> the term and what it means. */
  terms: Record<string, string[]>;
}

const texts: Record<Language, () => Promise<{ default: HelpTexts }>> = {
  en: () => import('./content/en.json'),
  es: () => import('./content/es.json'),
  nl: () => import('./content/nl.json'),
};

export function useHelp(enabled = true) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['help', language],
    queryFn: () => texts[language]().then((module) => module.default),
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });
}

/** The stops of the tour through a workspace that has data: from what was imported to a plan that is told to others. */
export const tour: PageKey[] = [
  '/',
  '/import',
  '/portfolio',
  '/selection',
  '/selection/map',
  '/selection/classes',
  '/groups',
  '/key-accounts',
  '/coverage',
  '/accounts',
  '/people',
  '/plan',
  '/revisions',
  '/templates',
  '/plan-batches',
  '/documents',
  '/opportunities',
  '/inbox',
];

/** Where a stop is; those of one account need to know which. */
export function placeOf(stop: PageKey, account: string): string {
  if (stop === '/accounts') return `/accounts/${account}`;
  if (stop === '/plan' || stop === '/revisions' || stop === '/people') return `/accounts/${account}${stop}`;
  return stop;
}

/** The help that fits a place: the longest page key that the path begins with. */
export function helpOf(path: string): PageKey {
  const tab = path.match(/^\/accounts\/[^/]+\/(\w+)/)?.[1];
  if (tab === 'plan') return '/plan';
  if (tab === 'revisions') return '/revisions';
  if (tab === 'people') return '/people';
  const keys: PageKey[] = [
    '/inbox',
    '/selection/map',
    '/selection/classes',
    '/selection/moves',
    '/selection/attention',
    '/selection',
    '/portfolio',
    '/accounts',
    '/people',
    '/opportunities',
    '/products',
    '/groups',
    '/key-accounts',
    '/coverage',
    '/templates',
    '/plan-batches',
    '/documents',
    '/import',
    '/plan-import',
    '/settings',
  ];
  return keys.find((key) => path === key || path.startsWith(`${key}/`)) ?? '/';
}
