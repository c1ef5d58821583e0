/**
 * Writes rich text as the stored Markdown. What nobody touched keeps its own characters, so that a small change is a small
 * difference in the history and in a merge.
 */
import { canonical, inline } from './inline';
import { blocks, read } from './read';
import type { Block, Node } from './tree';

type List = Extract<Node, { kind: 'list' }>;

const isEmpty = (node: Node): boolean =>
  node.kind === 'list'
    ? node.items.length === 0
    : node.kind === 'quote'
      ? node.nodes.every(isEmpty)
      : node.runs.every((run) => run.text.trim() === '');

const indented = (text: string, by: string): string => text.replace(/\n(?!\n|$)/g, `\n${by}`);

function itemText(nodes: Node[]): string {
  let out = '';
  nodes.forEach((node, at) => {
    const text = block(node, nodes[at - 1]);
    if (text === '') return;
    // a list that starts with 3. or with nothing needs its empty line
    const own = node.kind === 'list' && !(node.ordered && node.start !== 1) && !isEmpty(node.items[0]?.[0] ?? node);
    out += (out === '' ? '' : own && nodes[at - 1]?.kind === 'paragraph' ? '\n' : '\n\n') + text;
  });
  return out;
}

function listText(list: List, other: boolean): string {
  return list.items
    .map((item, at) => {
      const mark = list.ordered ? `${list.start + at}${other ? ')' : '.'}` : other ? '*' : '-';
      const text = itemText(item);
      return text ? `${mark} ${indented(text, ' '.repeat(mark.length + 1))}` : mark;
    })
    .join('\n');
}

/** `above`: two lists of one kind beside each other have different signs. */
function block(node: Node, above?: Node): string {
  switch (node.kind) {
    case 'paragraph':
      return inline(node.runs);
    case 'heading':
      return `${'#'.repeat(node.level)} ${inline(node.runs)
        .replace(/\n/g, ' ')
        .replace(/(^|\s)(#+)$/, '$1\\$2')}`;
    case 'list':
      return listText(node, above?.kind === 'list' && above.ordered === node.ordered);
    case 'quote':
      return body(node.nodes)
        .split('\n')
        .map((line) => (line ? `> ${line}` : '>'))
        .join('\n');
  }
}

const body = (nodes: Node[]): string =>
  nodes
    .map((node, at) => block(node, nodes[at - 1]))
    .filter(Boolean)
    .join('\n\n');

/** Pieces that stand as they stood keep their source and the lines between them. */
function reused(nodes: Node[], originals: Block[]): string {
  const keys = originals.map((original) => JSON.stringify(canonical(original.nodes)));
  let out = '';
  let next = 0;
  let before = -1;
  nodes.forEach((node, at) => {
    const key = JSON.stringify(canonical([node]));
    const found = keys.indexOf(key, next);
    const original = originals[found];
    const text = original ? original.source.trimStart() : block(node, nodes[at - 1]);
    if (text === '') return;
    out += (out === '' ? '' : original && before === found - 1 && before >= 0 ? original.gap : '\n\n') + text;
    before = original ? found : -1;
    if (original) next = found + 1;
  });
  return out;
}

/** `original`: the stored text that the writer started from. */
export function write(nodes: Node[], original = ''): string {
  const full = nodes.filter((node) => !isEmpty(node));
  const key = JSON.stringify(canonical(full));
  const pieces = blocks(original);
  if (key === JSON.stringify(canonical(pieces.flatMap((piece) => piece.nodes)))) return original;
  const kept = reused(full, pieces);
  return key === JSON.stringify(canonical(read(kept))) ? kept : body(full);
}
