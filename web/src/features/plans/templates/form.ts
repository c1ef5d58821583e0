/** The form of a plan as the builder changes it: values in, values out. */
import type { Language } from '@/lib/i18n/i18n';

export type Texts = Partial<Record<Language, string>>;
export const rigours = ['light', 'standard', 'deep'] as const;
export type Rigour = (typeof rigours)[number];
export const accountTypes = ['prospect', 'customer', 'former'] as const;
export const fieldTypes = ['text', 'long_text', 'number', 'percent', 'money', 'date', 'choice', 'person'] as const;
export type FieldType = (typeof fieldTypes)[number];
export const blockKinds = ['text', 'fields', 'table', 'questions', 'living'] as const;
export type BlockKind = (typeof blockKinds)[number];

export const circles = ['internal', 'partner', 'customer_safe'] as const;
export type Circle = (typeof circles)[number];

interface Reach {
  rigour?: Rigour;
  required?: boolean;
  account_types?: string[];
}
export interface Choice {
  key: string;
  title: Texts;
}
export interface Field {
  key: string;
  type: FieldType;
  title: Texts;
  help?: Texts;
  required?: boolean;
  choices?: Choice[];
}
export interface OwnQuestion {
  key: string;
  text: Texts;
}
export interface Block extends Reach {
  key: string;
  kind: BlockKind;
  title?: Texts;
  help?: Texts;
  /** The widest circle that may read what stands in it; ours alone when nothing is said. */
  audience?: Circle;
  source?: string;
  fields?: Field[];
  library?: string[];
  questions?: OwnQuestion[];
}
export interface FormSection extends Reach {
  key: string;
  title?: Texts;
  help?: Texts;
  blocks?: Block[];
}
export interface Form {
  library?: boolean;
  compact?: boolean;
  sections?: FormSection[];
}
/** What the product ships, in the reader's language. */
export interface Shelf {
  sections: { key: string; title: string; help: string; rigour: string; drafted: boolean }[];
  questions: { key: string; section: string; family_title: string; text: string }[];
}

export const sectionsOf = (form: Form): FormSection[] => form.sections ?? [];

export const textIn = (texts: Texts | undefined, language: Language): string =>
  texts?.[language] || texts?.en || texts?.es || texts?.nl || '';

export const titleOf = (section: FormSection, shelf: Shelf, language: Language): string =>
  textIn(section.title, language) || shelf.sections.find((one) => one.key === section.key)?.title || section.key;

export const rigourOf = (section: FormSection, shelf: Shelf): Rigour =>
  section.rigour ?? ((shelf.sections.find((one) => one.key === section.key)?.rigour as Rigour | undefined) || 'light');

export const blockTitle = (block: Block, shelf: Shelf, language: Language): string =>
  textIn(block.title, language) || shelf.sections.find((one) => one.key === block.source)?.title || block.key;

/** The list with one element brought to another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, one);
  return next;
}

export const replaced = <T>(list: readonly T[], at: number, one: T): T[] =>
  list.map((old, index) => (index === at ? one : old));

export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);

/** What every entry has besides the values of its fields. */
const reserved = ['id', 'version', 'audience', 'content'];

/** A key from a title, unlike all that are taken: "Our share (%)" becomes our_share. */
export function keyFor(title: string, taken: readonly string[], fallback: string): string {
  const base =
    title
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 32) || fallback;
  let key = base;
  for (let n = 2; taken.includes(key) || reserved.includes(key); n += 1) key = `${base}_${n}`;
  return key;
}

export const blockKeys = (form: Form): string[] =>
  sectionsOf(form).flatMap((section) => (section.blocks ?? []).map((block) => block.key));

/** Is it asked at that rigour, of that type of account? */
export const isFor = (reach: Reach, rigour: Rigour, type: string, usual: Rigour = 'light'): boolean =>
  rigours.indexOf(reach.rigour ?? usual) <= rigours.indexOf(rigour) &&
  (!reach.account_types?.length || reach.account_types.includes(type));

/** Where a fault of the server stands, in the words of the form: "Market · Size · Spend". */
export function placeOf(path: string, form: Form, shelf: Shelf, language: Language): string {
  const part = path.split('/').slice(1);
  if (part[0] !== 'form' || part[1] !== 'sections') return '';
  const section = sectionsOf(form)[Number(part[2])];
  if (!section) return '';
  const names = [titleOf(section, shelf, language)];
  const block = part[3] === 'blocks' ? section.blocks?.[Number(part[4])] : undefined;
  if (block) names.push(blockTitle(block, shelf, language));
  const field = block && part[5] === 'fields' ? block.fields?.[Number(part[6])] : undefined;
  if (field) names.push(textIn(field.title, language) || field.key);
  return names.join(' · ');
}
