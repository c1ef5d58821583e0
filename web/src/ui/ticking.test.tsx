// Rows that are chosen: one, a range, all; what is chosen outlives another order.
import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { DataTable, type Line } from './data-table';
import { renderPart } from './test-render';
import { useTicking, useTicks } from './ticking';

interface Row {
  id: string;
  name: string;
}
const rows: Row[] = Array.from({ length: 10 }, (_, at) => ({ id: `r${at}`, name: `Row ${at}` }));

// jsdom has no layout: every line is in view.
vi.mock('@tanstack/react-virtual', () => ({
  useVirtualizer: ({ count }: { count: number }) => ({
    getVirtualItems: () => Array.from({ length: count }, (_, index) => ({ index, key: index, start: index, size: 36 })),
    getTotalSize: () => count * 36,
    scrollToIndex: () => undefined,
    measure: () => undefined,
  }),
}));

function Table({ page, askAll = () => undefined }: { page: string; askAll?: (on: boolean) => void }) {
  const [sort, setSort] = useState('name');
  const shown = sort === 'name' ? rows : [...rows].reverse();
  const ticks = useTicks(page);
  const lineAt = (index: number): Line<Row> => {
    const row = shown[index];
    return row && { row };
  };
  const ticking = useTicking(ticks, lineAt, {
    order: sort,
    all: ticks.ticked.size === rows.length,
    askAll,
    label: (row) => `Choose ${row.name}`,
  });
  return (
    <>
      <output>{[...ticks.ticked].sort().join(' ')}</output>
      <DataTable
        label="Rows"
        columns={[{ key: 'name', label: 'Name', track: '1fr', sortable: true, cell: (row) => row.name }]}
        count={shown.length}
        lineAt={lineAt}
        rowKey={(row) => row.id}
        sort={sort}
        onSort={setSort}
        card={(row) => row.name}
        ticking={ticking}
      />
    </>
  );
}
const chosen = () => screen.getByRole('status').textContent;
const box = (name: string) => screen.getByLabelText(`Choose ${name}`);

describe('choosing rows', () => {
  it('takes one, and a range with Shift', () => {
    renderPart(<Table page="a" />);
    fireEvent.click(box('Row 2'));
    expect(chosen()).toBe('r2');
    fireEvent.click(box('Row 5'), { shiftKey: true });
    expect(chosen()).toBe('r2 r3 r4 r5');
    expect(box('Row 4').closest('[role=row]')?.getAttribute('aria-selected')).toBe('true');
    fireEvent.click(box('Row 3'));
    expect(chosen()).toBe('r2 r4 r5');
  });

  it('keeps what is chosen in another order, and starts ranges anew there', () => {
    renderPart(<Table page="b" />);
    fireEvent.click(box('Row 1'));
    fireEvent.click(screen.getByRole('button', { name: /Name/ }));
    expect(chosen()).toBe('r1');
    fireEvent.click(box('Row 8'), { shiftKey: true });
    expect(chosen()).toBe('r1 r8');
  });

  it('is worked with the keyboard alone', () => {
    const askAll = vi.fn();
    renderPart(<Table page="c" askAll={askAll} />);
    const grid = screen.getByRole('grid');
    const key = (name: string, more = {}) => fireEvent.keyDown(grid, { key: name, ...more });
    key('ArrowDown');
    key(' ');
    expect(chosen()).toBe('r0');
    key('ArrowDown', { shiftKey: true });
    key('ArrowDown', { shiftKey: true });
    expect(chosen()).toBe('r0 r1 r2');
    key('a', { ctrlKey: true });
    expect(askAll).toHaveBeenCalledWith(true);
    key('Escape');
    expect(chosen()).toBe('');
  });

  it('is there again when the page comes back', () => {
    const { unmount } = renderPart(<Table page="d" />);
    fireEvent.click(box('Row 7'));
    unmount();
    renderPart(<Table page="d" />);
    expect(chosen()).toBe('r7');
  });
});
