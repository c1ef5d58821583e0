import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonical } from './inline';
import { read } from './read';
import type { Node, Run } from './tree';
import { write } from './write';

const cases = JSON.parse(readFileSync('../tests/rich-text/cases.json', 'utf8')) as {
  name: string;
  body: string;
}[];
const paragraph = (...runs: (Run | string)[]): Node => ({
  kind: 'paragraph',
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : run)),
});
const item = (text: string): Node[] => [paragraph(text)];

describe('PLAN-1: rich text is written', () => {
  it.each(cases)('what nobody touched keeps its characters: $name', ({ body }) => {
    expect(write(read(body), body)).toBe(body);
  });

  it.each(cases)('written anew it says the same: $name', ({ body }) => {
    expect(canonical(read(write(read(body))), false)).toEqual(canonical(read(body), false));
  });

  it.each([
    ['bold in a word', [paragraph('un', { text: 'frigging', bold: true }, 'believable')], 'un**frigging**believable'],
    ['blanks stay outside', [paragraph({ text: 'bold ', bold: true }, 'next')], '**bold** next'],
    ['italic in bold', [paragraph({ text: 'a ', bold: true }, { text: 'b', bold: true, italic: true })], '**a *b***'],
    ['a link', [paragraph({ text: 'us', link: 'https://e.org/a_b?x=(1)' })], '[us](https://e.org/a_b?x=(1))'],
    ['a bold link', [paragraph({ text: 'us', bold: true, link: 'https://e.org' })], '[**us**](https://e.org)'],
    ['headings', [{ kind: 'heading', level: 2, runs: [{ text: 'C #' }] } as Node], '## C \\#'],
    ['stars', [paragraph('5 * 3 and *x* and snake_case')], '5 * 3 and \\*x\\* and snake_case'],
    ['starts of lines', [paragraph('1. one\n- two\n# three\n> four')], '1\\. one\n\\- two\n\\# three\n\\> four'],
    ['what looks like a link', [paragraph('[x](https://e.org)')], '\\[x\\](https://e.org)'],
    [
      'a list in a list',
      [
        {
          kind: 'list',
          ordered: true,
          start: 1,
          items: [[...item('a'), { kind: 'list', ordered: false, start: 1, items: [item('b')] }], item('c')],
        } as Node,
      ],
      '1. a\n   - b\n2. c',
    ],
    [
      'two lists',
      [
        { kind: 'list', ordered: false, start: 1, items: [item('a')] } as Node,
        { kind: 'list', ordered: false, start: 1, items: [item('b')] } as Node,
      ],
      '- a\n\n* b',
    ],
  ])('%s', (_, nodes, wanted) => {
    expect(write(nodes)).toBe(wanted);
    expect(canonical(read(wanted))).toEqual(canonical(nodes));
  });

  it('a change leaves the other pieces and the lines between them alone', () => {
    const body = 'Intro:\n* a\n* b\n\n\nLast __words__';
    const nodes = read(body);
    nodes[2] = paragraph('Last line');
    expect(write(nodes, body)).toBe('Intro:\n* a\n* b\n\nLast line');
    expect(write(nodes.slice(0, 2), body)).toBe('Intro:\n* a\n* b');
  });

  it('a sign at the edge of bold leaves it rather than breaking it', () => {
    const text = write([paragraph({ text: 'Note:', bold: true }, 'now')]);
    expect(text).toBe('**Note**:now');
  });

  it('says what it was given, whatever that is', () => {
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    const bits = [
      'a',
      'word ',
      ' ',
      '*',
      '_',
      '**',
      '[',
      '](',
      ')',
      '\\',
      '#',
      '- ',
      '1. ',
      '> ',
      '<b>',
      '&amp;',
      '`',
      '~~~',
      '!',
      ':',
      '\n',
      'é',
    ];
    const text = () => Array.from({ length: 1 + next(6) }, () => bits[next(bits.length)]).join('');
    const make = (): Node =>
      paragraph(
        ...Array.from({ length: 1 + next(4) }, () => ({
          text: text().replace(/\n+/g, '\n'),
          ...(next(3) === 0 && { bold: true }),
          ...(next(3) === 0 && { italic: true }),
          ...(next(6) === 0 && { link: 'https://e.org/a_b(c)' }),
        })),
      );
    for (let round = 0; round < 3000; round += 1) {
      const node = make();
      const whole = (node.kind === 'paragraph' ? node.runs : []).map((run) => run.text).join('');
      if (/\n\s*\n/.test(whole) || whole.trim() === '') continue;
      const said = write([node]);
      expect(canonical(read(said), false), JSON.stringify([node, said])).toEqual(canonical([node], false));
    }
  });
});
