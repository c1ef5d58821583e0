/** Runs as Markdown. What was written is read back: words are never lost, at worst a look is. */
import { read } from './read';
import type { Node, Run } from './tree';

const marks = /[!-/:-@[-`{-~]/;
const isBlank = (c: string | undefined): boolean => c === undefined || /\s/u.test(c);
const isWord = (c: string | undefined): boolean => c !== undefined && /[\p{L}\p{N}]/u.test(c);

/** What is compared: the words of every line, and the look of every character that is seen. */
export function canonical(nodes: Node[], looks = true): unknown {
  return nodes.map((node) => {
    if (node.kind === 'list')
      return [node.ordered, node.ordered ? node.start : 1, node.items.map((item) => canonical(item, looks))];
    if (node.kind === 'quote') return ['>', canonical(node.nodes, looks)];
    const text = node.runs
      .map((run) => run.text)
      .join('')
      .trim()
      .replace(/[^\S\n]*\n[^\S\n]*/g, '\n');
    const seen = node.runs.flatMap((run) =>
      [...run.text]
        .filter((c) => !isBlank(c))
        .map(() => `${run.bold ? 'b' : ''}${run.italic ? 'i' : ''}${run.link ?? ''}`),
    );
    return [node.kind === 'heading' ? node.level : 0, text, looks ? seen : null];
  });
}

/** Characters that mean something, where they would. */
function escaped(text: string, plainRun: boolean, brackets: boolean): string {
  const all = [...text];
  return all
    .map((c, at) => {
      const left = all[at - 1];
      const right = all[at + 1];
      const alone = plainRun && isBlank(left) && isBlank(right);
      if (c === '\\') return isBlank(right) || marks.test(right ?? '') ? '\\\\' : c;
      if (c === '*') return alone ? c : '\\*';
      if (c === '_') return alone || (isWord(left) && isWord(right)) ? c : '\\_';
      if ((c === '[' || c === ']') && brackets) return `\\${c}`;
      return c;
    })
    .join('');
}

const target = (url: string): string => {
  const even = url.split('(').length === url.split(')').length;
  return url.replace(even ? /\\(?=[!-/:-@[-`{-~])/g : /[()]|\\(?=[!-/:-@[-`{-~])/g, '\\$&');
};

type Mark = 'link' | 'bold' | 'italic';

/** `edge`: what does not stand beside a mark on its inner side. */
function written(runs: Run[], edge: 'blanks' | 'signs' | 'all'): string {
  const whole = runs.map((run) => run.text).join('');
  const cut = edge === 'blanks' ? /^(\s*)(.*?)(\s*)$/su : /^([\s\p{P}\p{S}]*)(.*?)([\s\p{P}\p{S}]*)$/su;
  let out = '';
  let pending = '';
  let link = '';
  const active: Mark[] = [];
  const close = (from: number) => {
    while (active.length > from) {
      const mark = active.pop();
      out += mark === 'link' ? `](${target(link)})` : mark === 'bold' ? '**' : '*';
    }
  };
  const has = (run: Run | undefined, mark: Mark): boolean =>
    Boolean(run?.[mark]) && (edge !== 'all' || mark === 'link') && (mark !== 'link' || run?.link === link);
  const lasting = (at: number, mark: Mark): number => {
    let end = at;
    while (has(runs[end], mark)) end += 1;
    return end;
  };
  runs.forEach((run, at) => {
    const brackets = Boolean(run.link) || whole.includes('](');
    const put = (text = '') => escaped(text, !run.bold && !run.italic && !run.link, brackets);
    const parts = run.link ? /^(\s*)(.*?)(\s*)$/su.exec(run.text) : cut.exec(run.text);
    const core = parts?.[2] ?? '';
    if (!core) {
      pending += put(run.text);
      return;
    }
    const kept = active.findIndex((mark) => !has(run, mark));
    if (kept >= 0) close(kept);
    if (run.link && !active.includes('link')) close(0);
    out += pending + put(parts?.[1]);
    if (run.link) link = run.link;
    const wanted: Mark[] = ['bold', 'italic'];
    wanted.sort((a, b) => lasting(at, b) - lasting(at, a));
    for (const mark of ['link' as Mark, ...wanted]) {
      if (!has(run, mark) || active.includes(mark)) continue;
      active.push(mark);
      out += mark === 'link' ? '[' : mark === 'bold' ? '**' : '*';
    }
    // the escape of an edge depends on what stands beside it
    out += put(core);
    pending = put(parts?.[3]);
  });
  close(0);
  return out + pending;
}

const startEscaped = (line: string): string =>
  line
    .replace(/^(#{1,6}|[-+*])(?=\s|$)/, '\\$1')
    .replace(/^>/, '\\>')
    .replace(/^(\d{1,9})(?=[.)](\s|$))/, '$1\\');

const lines = (text: string): string =>
  text
    .split('\n')
    .map((line) => startEscaped(line.trim()))
    .join('\n')
    .trim();

/** One paragraph or heading. */
export function inline(runs: Run[]): string {
  const wanted: Node[] = [{ kind: 'paragraph', runs }];
  const said = (text: string, looks: boolean) =>
    JSON.stringify(canonical(read(text), looks)) === JSON.stringify(canonical(wanted, looks));
  const best = lines(written(runs, 'blanks'));
  if (best === '' || said(best, true)) return best;
  const next = lines(written(runs, 'signs'));
  if (said(next, false)) return next;
  return lines(written(runs, 'all'));
}
