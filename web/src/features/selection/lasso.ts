/** Geometry of the map: what lies inside a drawn loop, and what lies nearest to the pointer. */
export interface Spot {
  x: number;
  y: number;
}

/** Even-odd rule: a ray to the right crosses the loop an odd number of times. */
export function insideLoop({ x, y }: Spot, loop: Spot[]): boolean {
  let inside = false;
  for (let i = 0, j = loop.length - 1; i < loop.length; j = i, i += 1) {
    const a = loop[i] as Spot;
    const b = loop[j] as Spot;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

export function nearest<T extends Spot>(spots: T[], at: Spot, within: number): T | null {
  let best: T | null = null;
  let distance = within * within;
  for (const spot of spots) {
    const square = (spot.x - at.x) ** 2 + (spot.y - at.y) ** 2;
    if (square <= distance) {
      best = spot;
      distance = square;
    }
  }
  return best;
}
