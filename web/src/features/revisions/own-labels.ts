/** What blocks of a plan's template, their fields and choices are called, by their keys. */
import type { Plan } from '@/api/types';

interface OwnField {
  title: string;
  choices: Map<string, string>;
}
export type OwnLabels = Map<string, { title: string; fields: Map<string, OwnField> }>;

/** Those of the template that the plan follows, and of earlier ones what still stands in the plan. */
export function ownLabels({ sections, entries }: Pick<Plan, 'sections' | 'entries'>): OwnLabels {
  const labels: OwnLabels = new Map();
  for (const block of sections.flatMap((section) => section.blocks))
    labels.set(block.key, {
      title: block.title,
      fields: new Map(
        block.fields.map((field) => [
          field.key,
          { title: field.title, choices: new Map(field.choices.map((choice) => [choice.key, choice.title])) },
        ]),
      ),
    });
  for (const entry of entries as unknown as LeftOver[]) {
    const block = labels.get(entry.block) ?? { title: entry.title ?? '', fields: new Map<string, OwnField>() };
    for (const old of entry.left_over ?? [])
      if (!block.fields.has(old.key)) block.fields.set(old.key, { title: old.title, choices: new Map() });
    labels.set(entry.block, block);
  }
  return labels;
}

interface LeftOver {
  block: string;
  title?: string;
  left_over?: { key: string; title: string }[];
}
