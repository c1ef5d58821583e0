import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read } from './read';
import type { Node, Run } from './tree';

const safe = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '<br>');
const runs = (all: Run[]) =>
  all
    .map((run) => {
      let text = safe(run.text);
      if (run.italic) text = `<em>${text}</em>`;
      if (run.bold) text = `<strong>${text}</strong>`;
      return run.link ? `<a href="${safe(run.link)}" rel="noopener noreferrer">${text}</a>` : text;
    })
    .join('');
const html = (nodes: Node[]): string =>
  nodes
    .map((node) => {
      if (node.kind === 'paragraph') return `<p>${runs(node.runs)}</p>`;
      if (node.kind === 'heading') return `<h${node.level + 3}>${runs(node.runs)}</h${node.level + 3}>`;
      if (node.kind === 'quote') return `<blockquote>${html(node.nodes)}</blockquote>`;
      const items = node.items.map(([first, ...rest]) => {
        const bare = first?.kind === 'paragraph' ? runs(first.runs) : html(first ? [first] : []);
        return `<li>${bare}${html(rest)}</li>`;
      });
      const tag = node.ordered ? 'ol' : 'ul';
      const start = node.ordered && node.start !== 1 ? ` start="${node.start}"` : '';
      return `<${tag}${start}>${items.join('')}</${tag}>`;
    })
    .join('');

const cases = JSON.parse(readFileSync('../tests/rich-text/cases.json', 'utf8')) as {
  name: string;
  body: string;
  html: string;
}[];

describe('PLAN-1: rich text is read as the server reads it', () => {
  it.each(cases)('$name', ({ body, html: wanted }) => {
    expect(html(read(body))).toBe(wanted);
  });
});
