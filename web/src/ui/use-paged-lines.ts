import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import type { Page } from '@/api/types';
import type { Line } from './data-table';

/** Joins the pages of a list into lines of a table and asks for the next page before the reader gets there. */
export function usePagedLines<T extends object>(pages: UseInfiniteQueryResult<InfiniteData<Page<T>>>, ahead = 300) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  // a row keeps its line, so that rows on screen stay as they are when a page arrives
  const known = useRef(new WeakMap<object, Line<T>>());
  const lines = useMemo(
    () =>
      rows.map((row): Line<T> => {
        const line = known.current.get(row) ?? { row };
        known.current.set(row, line);
        return line;
      }),
    [rows],
  );
  const total = data?.pages[0]?.total ?? null;
  const count = hasNextPage ? Math.max(total ?? 0, lines.length + 1) : lines.length;
  const lineAt = useCallback((index: number): Line<T> => lines[index], [lines]);
  const onReach = useCallback(
    (index: number) => {
      if (hasNextPage && !isFetchingNextPage && index + ahead > lines.length) void fetchNextPage();
    },
    [hasNextPage, isFetchingNextPage, fetchNextPage, lines.length, ahead],
  );
  const atLeast = data?.pages[0]?.total_at_least ?? false;
  return { rows, count, lineAt, onReach, atLeast, total: total ?? (hasNextPage ? null : rows.length) };
}
