import type { Point } from './downsample.ts';

/** From a figure of the chart to pixels. */
export type Scale = (value: number) => number;

/** An SVG path through points, broken where a value is not finite. Empty when there is nothing to draw. */
export function linePath(points: readonly Point[], x: Scale, y: Scale): string {
  let path = '';
  let pen = 'M';
  for (const point of points) {
    if (!Number.isFinite(point.y)) {
      pen = 'M';
      continue;
    }
    path += `${pen}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`;
    pen = 'L';
  }
  return path;
}

/** Points at least `gap` pixels apart, counted from the first, and the last one: those chosen once stay chosen. */
export function spacedOut(points: readonly Point[], x: Scale, gap: number): readonly Point[] {
  const finite = points.filter(({ y }) => Number.isFinite(y));
  const end = finite.at(-1);
  if (end === undefined) return [];
  const chosen: Point[] = [];
  let bound = x(finite[0]?.x ?? 0) + gap / 2;
  for (const point of finite) {
    const place = x(point.x);
    if (place < bound || place > x(end.x) - gap / 3) continue;
    chosen.push(point);
    bound = place + gap;
  }
  return [...chosen, end];
}

/**
 * Moves labels apart so that each has its room, in their order, and none leaves the range.
 *
 * @param places wanted places, in pixels
 * @param room pixels a label needs
 */
export function pushedApart(places: readonly number[], room: number, [min, max]: [number, number]): number[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const moved = [...places];
  let bound = min;
  for (const index of order) {
    moved[index] = Math.max(moved[index] ?? 0, bound);
    bound = (moved[index] ?? 0) + room;
  }
  bound = max;
  for (const index of order.reverse()) {
    moved[index] = Math.min(moved[index] ?? 0, bound);
    bound = (moved[index] ?? 0) - room;
  }
  return moved;
}
