import type { Point } from './downsample.ts';

/** From a figure of the chart to pixels. */
export type Scale = (value: number) => number;

/** Radius of the dot that stands for a point without neighbors: a stroke of any usual width fills it. */
const DOT = 1.1;

/** An SVG path through points, broken where a value is not finite; a point alone is a dot. Empty when there is nothing to draw. */
export function linePath(points: readonly Point[], x: Scale, y: Scale): string {
  let path = '';
  for (const [index, point] of points.entries()) {
    if (!Number.isFinite(point.y)) continue;
    const follows = Number.isFinite(points[index - 1]?.y);
    const goesOn = Number.isFinite(points[index + 1]?.y);
    const [left, top] = [x(point.x), y(point.y)];
    if (follows || goesOn) path += `${follows ? 'L' : 'M'}${left.toFixed(1)} ${top.toFixed(1)}`;
    else path += `M${(left - DOT).toFixed(1)} ${top.toFixed(1)}${HALF_DOTS}`;
  }
  return path;
}

const HALF_DOTS = `a${DOT} ${DOT} 0 1 0 ${2 * DOT} 0a${DOT} ${DOT} 0 1 0 ${-2 * DOT} 0`;

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
