import type { ControlPoint } from './shape.ts';

/** Points that a stroke is drawn through, one after the other; reused from digit to digit. */
export interface PenPath {
  /** Point coordinates; `count` of them are in use. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** 1 where a point begins a stroke: no line leads to it. */
  readonly starts: Uint8Array;
  count: number;
}

/** An empty path with room for `capacity` points. */
export function createPenPath(capacity: number): PenPath {
  return {
    x: new Float64Array(capacity),
    y: new Float64Array(capacity),
    starts: new Uint8Array(capacity),
    count: 0,
  };
}

/** Adds a point at the end of the path. */
export function addPoint(path: PenPath, x: number, y: number, starts: boolean): void {
  path.x[path.count] = x;
  path.y[path.count] = y;
  path.starts[path.count] = starts ? 1 : 0;
  path.count++;
}

/** How many lines stand for one span between two control points. */
export const LINES_PER_SPAN = 4;

/**
 * Adds a stroke: a cubic through its control points (cardinal spline, https://en.wikipedia.org/wiki/Cubic_Hermite_spline),
 * broken where a point is a corner.
 *
 * @param tension tangent length; 0.5 is Catmull-Rom, 0 straight lines
 */
export function addStroke(path: PenPath, points: readonly ControlPoint[], tension: number): void {
  const last = points.length - 1;
  const at = (index: number) => points[index] as ControlPoint;
  addPoint(path, at(0).x, at(0).y, true);
  for (let span = 0; span < last; span++) {
    const from = at(span);
    const to = at(span + 1);
    const before = span === 0 || from.corner ? from : at(span - 1);
    const after = span + 1 === last || to.corner ? to : at(span + 2);
    const outX = tension * (to.x - before.x);
    const outY = tension * (to.y - before.y);
    const inX = tension * (after.x - from.x);
    const inY = tension * (after.y - from.y);
    for (let line = 1; line <= LINES_PER_SPAN; line++) {
      const t = line / LINES_PER_SPAN;
      const h1 = t * t * (3 - 2 * t);
      const h2 = t * (t - 1) * (t - 1);
      const h3 = t * t * (t - 1);
      const x = from.x + (to.x - from.x) * h1 + outX * h2 + inX * h3;
      const y = from.y + (to.y - from.y) * h1 + outY * h2 + inY * h3;
      addPoint(path, x, y, false);
    }
  }
}
