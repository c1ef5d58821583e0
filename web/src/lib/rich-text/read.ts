/**
 * Reads rich text: the subset of Markdown that the server reads too (server/platform/markup). Both are held together by
 * tests/rich-text/cases.json.
 */
import MarkdownIt, { type Token } from 'markdown-it';
import { addRun, type Block, mayLink, type Node, type Run } from './tree';

const markdown = new MarkdownIt('zero', { html: false, breaks: true, maxNesting: 100 }).enable([
  'heading',
  'list',
  'blockquote',
  'newline',
  'escape',
  'emphasis',
  'link',
]);
markdown.validateLink = mayLink;
markdown.normalizeLink = (url) => url;
markdown.normalizeLinkText = (text) => text;

const deepest = 2;

interface Paragraph {
  heading: 0 | 1 | 2;
  depth: number;
  ordered: boolean;
  number: number;
  opens: boolean;
  goesOn: boolean;
  quoted: boolean;
  runs: Run[];
}
interface List {
  ordered: boolean;
  opens: boolean;
  fresh: boolean;
  number: number;
}

/** Walks the tokens of one block; lists deeper than two count as the second, a heading in a list is a bold paragraph. */
class Walk {
  readonly out: Paragraph[] = [];
  private lists: List[] = [];
  private quotes = 0;
  private boldFrom = 0;

  take(token: Token): void {
    switch (token.type) {
      case 'blockquote_open':
      case 'blockquote_close':
        if (this.lists.length === 0) this.quotes += token.nesting;
        return;
      case 'bullet_list_open':
      case 'ordered_list_open':
        this.lists.push({
          ordered: token.type === 'ordered_list_open',
          opens: true,
          fresh: false,
          number: Number(token.attrGet('start') ?? 1) - 1,
        });
        return;
      case 'bullet_list_close':
      case 'ordered_list_close':
        this.lists.pop();
        return;
      case 'list_item_open':
      case 'list_item_close':
        this.item(token.nesting === 1);
        return;
      case 'heading_open':
        this.open(token.tag === 'h1' ? 1 : 2);
        return;
      case 'paragraph_open':
        this.open(0);
        return;
      case 'inline':
        this.inline(token.children ?? []);
        return;
    }
  }

  private item(opens: boolean): void {
    const list = this.lists.at(-1);
    if (!list) return;
    if (opens) {
      list.fresh = true;
      list.number += 1;
    } else if (list.fresh) this.open(0);
  }

  private open(heading: 0 | 1 | 2): void {
    this.lists.forEach((list, level) => {
      if (level + 1 === this.lists.length || list.fresh) this.start(list, level);
    });
    const inList = this.lists.length > 0;
    if (!inList)
      this.out.push({
        heading,
        depth: 0,
        ordered: false,
        number: 0,
        opens: false,
        goesOn: false,
        quoted: this.quotes > 0,
        runs: [],
      });
    this.boldFrom = inList && heading > 0 ? 1 : 0;
  }

  private start(list: List, level: number): void {
    this.out.push({
      heading: 0,
      depth: Math.min(level + 1, deepest),
      ordered: list.ordered,
      number: list.ordered ? list.number : 0,
      opens: list.opens && level < deepest,
      goesOn: !list.fresh,
      quoted: this.quotes > 0,
      runs: [],
    });
    list.opens = false;
    list.fresh = false;
  }

  private inline(tokens: Token[]): void {
    const runs = this.out.at(-1)?.runs ?? [];
    let bold = this.boldFrom;
    let italic = 0;
    let link = '';
    tokens.forEach((token, at) => {
      if (token.type.startsWith('strong_')) bold += token.nesting;
      else if (token.type.startsWith('em_')) italic += token.nesting;
      else if (token.type === 'link_open') {
        link = String(token.attrGet('href') ?? '');
        if (tokens[at + 1]?.type === 'link_close') addRun(runs, link, { bold: bold > 0, italic: italic > 0, link });
      } else if (token.type === 'link_close') link = '';
      else {
        const text = token.type === 'softbreak' || token.type === 'hardbreak' ? '\n' : token.content;
        addRun(runs, text, { bold: bold > 0, italic: italic > 0, link });
      }
    });
  }
}

function nested(paragraphs: Paragraph[]): Node[] {
  const nodes: Node[] = [];
  let place = nodes;
  let lists: Extract<Node, { kind: 'list' }>[] = [];
  const quote = (): Node[] => {
    const last = nodes.at(-1);
    if (last?.kind === 'quote') return last.nodes;
    const made: Node = { kind: 'quote', nodes: [] };
    nodes.push(made);
    return made.nodes;
  };
  for (const p of paragraphs) {
    if (p.depth === 0 || (p.opens && p.depth === 1)) {
      lists = [];
      place = p.quoted ? quote() : nodes;
    }
    if (p.depth === 0) {
      place.push(p.heading ? { kind: 'heading', level: p.heading, runs: p.runs } : { kind: 'paragraph', runs: p.runs });
      continue;
    }
    lists.length = Math.min(lists.length, p.depth);
    const text: Node = { kind: 'paragraph', runs: p.runs };
    const own = lists[p.depth - 1];
    if (p.goesOn) {
      own?.items.at(-1)?.push(text);
      continue;
    }
    if (own && !p.opens && own.ordered === p.ordered) {
      own.items.push([text]);
      continue;
    }
    lists.length = Math.min(lists.length, p.depth - 1);
    const list: Extract<Node, { kind: 'list' }> = {
      kind: 'list',
      ordered: p.ordered,
      start: p.ordered ? p.number : 1,
      items: [[text]],
    };
    (lists.at(-1)?.items.at(-1) ?? place).push(list);
    lists.push(list);
  }
  return nodes;
}

const isBlank = (line: string): boolean => line.trim() === '';

/** The text in pieces, each with the lines that it was read from. */
export function blocks(body: string): Block[] {
  const lines = body.split('\n');
  const found: Block[] = [];
  let walk: Walk | undefined;
  let end = 0;
  let range: [number, number] = [0, 0];
  const finish = () => {
    if (!walk) return;
    let [from, to] = range;
    while (to > from && isBlank(lines[to - 1] ?? '')) to -= 1;
    while (from < to && isBlank(lines[from] ?? '')) from += 1;
    const gap = found.length === 0 ? '' : '\n'.repeat(from - end + 1);
    found.push({ nodes: nested(walk.out), source: lines.slice(from, to).join('\n'), gap });
    end = to;
    walk = undefined;
  };
  for (const token of markdown.parse(body, {})) {
    if (token.level === 0 && token.nesting === 1) {
      finish();
      walk = new Walk();
      range = token.map ?? [0, 0];
    }
    walk?.take(token);
  }
  finish();
  return found;
}

export const read = (body: string): Node[] => blocks(body).flatMap((block) => block.nodes);
