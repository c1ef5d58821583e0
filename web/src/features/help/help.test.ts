import { expect, it } from 'vitest';
import en from './content/en.json';
import es from './content/es.json';
import nl from './content/nl.json';
import { helpOf, placeOf, tour } from './help';

// WORK-7: help in place and a glossary, in three languages.
it('has the same pages, steps and terms in every language', () => {
  for (const other of [es, nl]) {
    expect(Object.keys(other.pages)).toEqual(Object.keys(en.pages));
    expect(Object.keys(other.terms)).toEqual(Object.keys(en.terms));
    for (const [key, page] of Object.entries(en.pages)) {
      const twin = other.pages[key as keyof typeof en.pages];
      expect(twin.steps.length, key).toBe(page.steps.length);
      expect(twin.terms, key).toEqual(page.terms);
    }
    for (const [key, [term, meaning]] of Object.entries(other.terms))
      expect([key, !!term, !!meaning]).toEqual([key, true, true]);
  }
});

it('explains only terms that the glossary has', () => {
  for (const page of Object.values(en.pages))
    for (const term of page.terms) expect(Object.keys(en.terms)).toContain(term);
});

it('finds the help of a place', () => {
  expect(helpOf('/')).toBe('/');
  expect(helpOf('/portfolio')).toBe('/portfolio');
  expect(helpOf('/accounts/0190aa/plan')).toBe('/plan');
  expect(helpOf('/accounts/0190aa/sales')).toBe('/accounts');
  expect(helpOf('/selection/map')).toBe('/selection/map');
  expect(helpOf('/selection/models/x')).toBe('/selection');
  expect(helpOf('/templates/0190aa')).toBe('/templates');
  expect(helpOf('/plan-batches')).toBe('/plan-batches');
  expect(helpOf('/documents')).toBe('/documents');
  for (const stop of tour) expect(helpOf(placeOf(stop, '0190aa'))).toBe(stop);
});

// The tour shows what the product is for: an account, its plan, the revisions, templates and documents.
it('walks through a plan', () => {
  for (const stop of ['/accounts', '/plan', '/revisions', '/templates', '/plan-batches', '/documents'] as const)
    expect(tour).toContain(stop);
});
