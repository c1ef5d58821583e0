/** Days by words, as the server's filter language has them: `last-90d`, `today-6m`, `fy-1`; or a day, 2026-01-31. */
export const shapes = [
  'last',
  'next',
  'ago',
  'ahead',
  'day',
  'month',
  'month-1',
  'year',
  'year-1',
  'fq',
  'fq-1',
  'fy',
  'fy-1',
] as const;
export type Shape = (typeof shapes)[number];
export const units = ['d', 'w', 'm', 'y'] as const;
export type Unit = (typeof units)[number];

export interface Period {
  shape: Shape;
  count: number;
  unit: Unit;
  day: string;
}

export const counted = (shape: Shape): boolean => ['last', 'next', 'ago', 'ahead'].includes(shape);

export function periodOf(text: string): Period {
  const found = text.match(/^(last|next|today)([-+])(\d+)([dwmy])$/);
  if (found) {
    const shape = found[1] === 'today' ? (found[2] === '-' ? 'ago' : 'ahead') : (found[1] as Shape);
    return { shape, count: Number(found[3]), unit: found[4] as Unit, day: '' };
  }
  if (text === 'today') return { shape: 'ago', count: 0, unit: 'd', day: '' };
  const word = shapes.find((shape) => shape === text);
  if (word && !counted(word) && word !== 'day') return { shape: word, count: 90, unit: 'd', day: '' };
  return { shape: 'day', count: 90, unit: 'd', day: text };
}

export function periodText({ shape, count, unit, day }: Period): string {
  if (shape === 'day') return day;
  if (shape === 'ago' || shape === 'ahead') return `today${shape === 'ago' ? '-' : '+'}${count}${unit}`;
  if (shape === 'last' || shape === 'next') return `${shape}-${count}${unit}`;
  return shape;
}
