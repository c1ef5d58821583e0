/** The RFM grid as pages show it: cells over all amounts or one fifth of them, and the named segments. */
import type { RfmGrid } from '@/api/types';

/** A cell of the grid, or a named segment. */
export interface Picked {
  recency?: number;
  frequency?: number;
  money?: number | null;
  name?: string;
}

export function cellsOf(grid: RfmGrid, money: number | null): Map<string, number> {
  const cells = new Map<string, number>();
  for (const cell of grid.cells) {
    if (money !== null && cell.monetary !== money) continue;
    const key = `${cell.recency}${cell.frequency}`;
    cells.set(key, (cells.get(key) ?? 0) + cell.accounts);
  }
  return cells;
}

const isIn = (cell: RfmGrid['cells'][number], picked: Picked): boolean =>
  picked.name
    ? cell.name === picked.name
    : cell.recency === picked.recency &&
      cell.frequency === picked.frequency &&
      (!picked.money || cell.monetary === picked.money);

export function sumOf(grid: RfmGrid, picked: Picked): { accounts: number } {
  return { accounts: grid.cells.reduce((sum, cell) => sum + (isIn(cell, picked) ? cell.accounts : 0), 0) };
}

export function pickedRule(picked: Picked): Record<string, unknown> {
  if (picked.name) return { all: [{ field: 'rfm', op: 'in', value: [picked.name] }] };
  const parts = [
    { field: 'recency_fifth', op: '=', value: picked.recency },
    { field: 'frequency_fifth', op: '=', value: picked.frequency },
  ];
  return { all: picked.money ? [...parts, { field: 'monetary_fifth', op: '=', value: picked.money }] : parts };
}

export function pickedFilter(picked: Picked): string {
  if (picked.name) return `rfm = ${picked.name}`;
  const money = picked.money ? ` and monetary_fifth = ${picked.money}` : '';
  return `recency_fifth = ${picked.recency} and frequency_fifth = ${picked.frequency}${money}`;
}

/** The named segments, the most accounts first. */
export function rfmSegments(grid: RfmGrid) {
  const segments = new Map<string, RfmGrid['cells'][number]>();
  for (const cell of grid.cells) {
    const known = segments.get(cell.name);
    segments.set(cell.name, {
      ...cell,
      accounts: cell.accounts + (known?.accounts ?? 0),
      revenue_12m: { ...cell.revenue_12m, minor: cell.revenue_12m.minor + (known?.revenue_12m.minor ?? 0) },
    });
  }
  return [...segments.values()].sort((a, b) => b.accounts - a.accounts);
}
