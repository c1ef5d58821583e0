/** Rich text as paragraphs, headings, lists and quotes. A "\n" in a run is a line break. */
export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
  link?: string;
}
export type Node =
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'heading'; level: 1 | 2; runs: Run[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Node[][] }
  | { kind: 'quote'; nodes: Node[] };

/** A piece of the stored text, what it says, and the empty lines before it. */
export interface Block {
  nodes: Node[];
  source: string;
  gap: string;
}

export const sameLook = (a: Run, b: Run): boolean =>
  Boolean(a.bold) === Boolean(b.bold) && Boolean(a.italic) === Boolean(b.italic) && (a.link ?? '') === (b.link ?? '');

/** Adds to the runs of one look, so that equal texts are equal values. */
export function addRun(runs: Run[], text: string, look: Omit<Run, 'text'>): void {
  if (!text) return;
  const last = runs.at(-1);
  const run: Run = { text };
  if (look.bold) run.bold = true;
  if (look.italic) run.italic = true;
  if (look.link) run.link = look.link;
  if (last && sameLook(last, run)) last.text += text;
  else runs.push(run);
}

/** Links lead to web pages and to mail, nowhere else. */
export const mayLink = (url: string): boolean => /^(https?:\/\/|mailto:)/i.test(url) && !/[\0-\x20\x7f]/.test(url);
