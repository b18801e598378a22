import type { Scale } from './line-path.ts';

/** Pixels between two bars; none where bars are too thin for it. */
const GAP = 0.7;
const THINNEST_WITH_GAP = 3;
/** A lone bar must still be seen. */
const THINNEST = 2;

/**
 * All bars of a histogram as one SVG path, for one path costs what one bar does.
 *
 * @param heights of equally wide bins
 * @param x from 0 .. 1 to pixels
 * @param y from a height to pixels; 0 is the foot of the bars
 */
export function barsPath(heights: readonly number[], x: Scale, y: Scale): string {
  const foot = y(0).toFixed(1);
  const width = (x(1) - x(0)) / heights.length;
  const drawn = width >= THINNEST_WITH_GAP ? width - GAP : Math.max(width, THINNEST);
  let path = '';
  for (const [bin, height] of heights.entries()) {
    if (!(height > 0)) continue;
    const left = x(bin / heights.length);
    path += `M${left.toFixed(2)} ${foot}V${y(height).toFixed(1)}H${(left + drawn).toFixed(2)}V${foot}Z`;
  }
  return path;
}

/** One bar of full height around a place, as thin as can be seen. */
export function spikePath(place: number, x: Scale, y: Scale): string {
  const [first, last] = [x(0), x(1) - THINNEST - 0.4];
  const left = Math.min(last, Math.max(first, x(place) - THINNEST / 2 - 0.2));
  return `M${left.toFixed(2)} ${y(0).toFixed(1)}V${y(1).toFixed(1)}H${(left + THINNEST + 0.4).toFixed(2)}V${y(0).toFixed(1)}Z`;
}

/** The outline of all bars together, closed along their foot. */
export function stepsPath(heights: readonly number[], x: Scale, y: Scale): string {
  let path = `M${x(0).toFixed(2)} ${y(0).toFixed(1)}`;
  for (const [bin, height] of heights.entries()) {
    path += `V${y(height).toFixed(1)}H${x((bin + 1) / heights.length).toFixed(2)}`;
  }
  return heights.length === 0 ? '' : `${path}V${y(0).toFixed(1)}Z`;
}
