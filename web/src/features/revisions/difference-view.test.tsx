// The difference of two moments says blocks, fields and choices of a template by their titles (PLAN-15, PLAN-1).
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPart } from '@/ui/test-render';
import { DifferenceView } from './difference-view';

const change = (name: string, before: unknown, after: unknown) => ({ name, before, after, words: null });
const words = (name: string, before: string, after: string) => ({
  ...change(name, before, after),
  words: [before && { kind: 'removed', text: before }, { kind: 'added', text: after }].filter(Boolean),
});
const answer = {
  from: { label: 'Spring', at: '2026-01-01T00:00:00Z' },
  to: { label: 'now', at: '2026-01-02T00:00:00Z' },
  names: { v1: 'Ours', v2: 'Ours', u1: 'Bea Berg' },
  items: [
    {
      entity: 'plan_entry',
      id: 'e1',
      kind: 'changed',
      section: 'own',
      title: 'Facts',
      words: {
        title: 'Facts',
        fields: {
          d: { title: 'Percent', type: 'percent', choices: {} },
          c: { title: 'Size', type: 'choice', choices: { x: 'Big' } },
          gone: { title: 'Former', type: 'text', choices: {} },
          who: { title: 'Sponsor', type: 'person', choices: {} },
        },
      },
      fields: [
        change('content.d', 40, 55),
        change('content.c', null, 'x'),
        change('content.gone', 'a', null),
        change('content.who', null, 'u1'),
        change('template_version_id', 'v1', 'v2'),
      ],
    },
    {
      entity: 'plan',
      id: 'p1',
      kind: 'changed',
      section: '',
      title: 'draft',
      words: null,
      fields: [change('template_version_id', 'v1', 'v2'), change('template_version', 1, 2)],
    },
  ],
};

it('names what differs in blocks of the template', () => {
  renderPart(<DifferenceView planId="p1" from="r1" to="now" sections={new Map([['own', 'Own']])} mayWrite={false} />, [
    [['plans', 'difference', 'p1', 'r1', 'now'], answer],
  ]);
  for (const text of ['Facts', 'Percent', 'Size', 'Big', 'Former', 'Bea Berg', 'Template version'])
    screen.getByText(text);
  for (const raw of [/^f1$/, /content[.]/, /^draft$/, /^Ours$/]) expect(screen.queryByText(raw)).toBeNull();
});

// Choices, dates and what a title is called: in words, whole.
it('shows choices and dates as a reader writes them', () => {
  const difference = {
    ...answer,
    items: [
      {
        entity: 'plan_objective',
        id: 'o1',
        kind: 'added',
        section: 'objective',
        title: 'Three sites',
        fields: [
          words('title', '', 'Three sites'),
          words('kind', '', 'quantitative'),
          words('due_on', '2027-01-31', '2027-02-28'),
          change('smart_reasons', [], ['plan.smart.metric']),
        ],
      },
      {
        entity: 'plan_initiative',
        id: 'i1',
        kind: 'changed',
        section: 'initiatives',
        title: 'Meters',
        fields: [words('status', 'idea', 'running')],
      },
    ],
  };
  renderPart(<DifferenceView planId="p1" from="r2" to="now" sections={new Map()} mayWrite={false} />, [
    [['plans', 'difference', 'p1', 'r2', 'now'], difference],
  ]);
  for (const text of ['Title', 'Quantitative', 'Jan 31, 2027', 'Feb 28, 2027', 'Idea', 'Running'])
    screen.getByText(text);
  for (const raw of [/^quantitative$/, /2027-0/, /plan[.]smart/, /^idea$/, 'Job title'])
    expect(screen.queryByText(raw)).toBeNull();
});
