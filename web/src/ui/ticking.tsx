/** Choosing rows of a table: the boxes, and what is chosen, which outlives sorting, filtering and scrolling. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useT } from '@/lib/i18n/i18n';
import type { Line } from './data-table';

export interface Ticking<T> {
  has: (row: T) => boolean;
  state: 'none' | 'some' | 'all';
  /** Turns one line round; with a range, all from the last one on take its state. */
  tick: (index: number, range: boolean) => void;
  /** Both lines and those between them. */
  extend: (from: number, to: number) => void;
  tickAll: (on: boolean) => void;
  clear: () => void;
  label: (row: T) => string;
}

export function TickCell({
  label,
  there,
  ticked,
  tick,
}: {
  label: string;
  there: boolean;
  ticked: boolean;
  tick: (range: boolean) => void;
}) {
  return (
    <div role="gridcell" className="k-tick">
      {there && (
        <label>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={label}
            checked={ticked}
            onChange={(event) => tick((event.nativeEvent as MouseEvent).shiftKey === true)}
          />
        </label>
      )}
    </div>
  );
}

export function TickHead({ state, tickAll }: { state: Ticking<unknown>['state']; tickAll: (on: boolean) => void }) {
  const t = useT();
  return (
    <div role="columnheader" className="k-grid-headcell k-tick">
      <label>
        <input
          type="checkbox"
          aria-label={t('ticks.all')}
          title={t('ticks.all')}
          checked={state === 'all'}
          ref={(box) => {
            if (box) box.indeterminate = state === 'some';
          }}
          onChange={() => tickAll(state !== 'all')}
        />
      </label>
    </div>
  );
}

const nobody: ReadonlySet<string> = new Set();
/** What was chosen on each page, until the page is loaded anew: the way to a row and back keeps it. */
const kept = new Map<string, ReadonlySet<string>>();

export function useTicks(page: string) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => kept.get(page) ?? nobody);
  const set = useCallback(
    (change: (before: ReadonlySet<string>) => ReadonlySet<string>) =>
      setTicked((before) => {
        const after = change(before);
        kept.set(page, after);
        return after;
      }),
    [page],
  );
  const clear = useCallback(() => set(() => nobody), [set]);
  return { ticked, set, clear };
}
export type Ticks = ReturnType<typeof useTicks>;

export interface Choice<T> {
  /** Says when lines change their places. */
  order: string;
  /** Everything that the list shows is chosen. */
  all: boolean;
  askAll: (on: boolean) => void;
  label: (row: T) => string;
}

/** Binds what is chosen to the lines of one table. */
export function useTicking<T extends { id: string }>(
  { ticked, set, clear }: Ticks,
  lineAt: (index: number) => Line<T>,
  { order, all, askAll, label }: Choice<T>,
): Ticking<T> {
  const anchor = useRef(-1);
  const lines = useRef(lineAt);
  lines.current = lineAt;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order has other neighbours
  useEffect(() => {
    anchor.current = -1;
  }, [order]);
  const between = useCallback((from: number, to: number): string[] => {
    const ids: string[] = [];
    for (let at = Math.min(from, to); at <= Math.max(from, to); at++) {
      const line = lines.current(at);
      if (line && 'row' in line) ids.push(line.row.id);
    }
    return ids;
  }, []);
  const tick = useCallback(
    (index: number, range: boolean) => {
      const line = lines.current(index);
      if (!line || !('row' in line)) return;
      const from = range && anchor.current >= 0 ? anchor.current : index;
      const ids = between(from, index);
      set((before) => {
        const after = new Set(before);
        const on = !before.has(line.row.id);
        for (const id of ids)
          if (on) after.add(id);
          else after.delete(id);
        return after;
      });
      anchor.current = index;
    },
    [between, set],
  );
  const extend = useCallback(
    (from: number, to: number) => {
      const ids = between(from, to);
      set((before) => new Set([...before, ...ids]));
      anchor.current = to;
    },
    [between, set],
  );
  return {
    has: (row) => ticked.has(row.id),
    state: all ? 'all' : ticked.size > 0 ? 'some' : 'none',
    tick,
    extend,
    tickAll: askAll,
    clear,
    label,
  };
}
