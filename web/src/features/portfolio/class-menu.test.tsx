// SEL-5, WORK-1: the class is a button only for those who may set it, which is a right of selection, not of accounts.
import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderPart } from '@/ui/test-render';
import { ClassMenu } from './class-menu';

let granted = '';
vi.mock('@/api/session', () => ({ useMayWrite: (route: string) => route === granted }));

const row = { id: 'a1', name: 'Puerto', class: 'B' } as const;

it.each([
  ['accounts', false],
  ['selection', true],
])('who may write %s may set the class: %s', (right, may) => {
  granted = right;
  renderPart(<ClassMenu row={row} />);
  expect(screen.queryAllByRole('button')).toHaveLength(may ? 1 : 0);
  expect(screen.getByText('B')).toBeTruthy();
});
