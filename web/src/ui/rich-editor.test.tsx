import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import RichEditor from './rich-editor';
import { RichText } from './rich-text';
import { renderPart } from './test-render';

// jsdom has no layout: the editor asks where the cursor stands.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();

const open = async (value: string) => {
  const changed = vi.fn();
  const shown = renderPart(<RichEditor label="Trends" value={value} onChange={changed} />);
  await screen.findByRole('textbox', { name: 'Trends' });
  return { changed, last: () => changed.mock.lastCall?.[0], ...shown };
};
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

it('PLAN-1: shows what is stored with its looks and changes nothing by itself', async () => {
  const { changed } = await open('# Water\n\nIt is **dear**.\n- a\n- b');
  const box = screen.getByRole('textbox', { name: 'Trends' });
  expect(box.querySelector('h1')?.textContent).toBe('Water');
  expect(box.querySelector('strong')?.textContent).toBe('dear');
  expect(box.querySelectorAll('li')).toHaveLength(2);
  expect(changed).not.toHaveBeenCalled();
});

it('PLAN-1: the toolbar makes lists and headings, and undo gives the stored text back', async () => {
  const { last } = await open('One __line__');
  expect(screen.getByRole('toolbar', { name: 'Formatting: Trends' })).toBeTruthy();
  await press('Bulleted list');
  await waitFor(() => expect(last()).toBe('- One **line**'));
  await press('Numbered list');
  await waitFor(() => expect(last()).toBe('1. One **line**'));
  expect(screen.getByRole('button', { name: 'Numbered list' }).getAttribute('aria-pressed')).toBe('true');
  await press('Move item out');
  await waitFor(() => expect(last()).toBe('One __line__'));
  await press('Smaller heading');
  await waitFor(() => expect(last()).toBe('## One **line**'));
  await press('Undo');
  await waitFor(() => expect(last()).toBe('One __line__'));
});

it('PLAN-1: a link leads to the web or to mail, to nothing else', async () => {
  const { last } = await open('See');
  await press('Link');
  const address = screen.getByRole('textbox', { name: 'Address of the link' });
  await userEvent.type(address, 'javascript:alert(1)');
  await press('Set link');
  expect(screen.getByText('A link starts with https://, http:// or mailto:.')).toBeTruthy();
  await userEvent.clear(address);
  await userEvent.type(address, 'anna@example.org');
  await press('Set link');
  await waitFor(() => expect(last()).toContain('[mailto:anna@example.org](mailto:anna@example.org)'));
});

it('PLAN-1: nothing in a text is markup of the page', () => {
  const { container } = renderPart(
    <RichText body={'<img src=x onerror=alert(1)> [x](javascript:alert(1)) **b** [y](https://e.org)'} />,
  );
  expect(container.querySelector('img')).toBeNull();
  expect([...container.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual(['https://e.org']);
  expect(container.querySelector('strong')?.textContent).toBe('b');
});
