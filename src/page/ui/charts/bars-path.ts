import type { Scale } from './line-path.ts';

/** Pixels between two bars; none where bars are too thin for it. */
const GAP = 0.7;
const THINNEST_WITH_GAP = 2.4;

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
  const gap = width >= THINNEST_WITH_GAP ? GAP : 0;
  let path = '';
  for (const [bin, height] of heights.entries()) {
    if (!(height > 0)) continue;
    const left = x(bin / heights.length);
    path += `M${left.toFixed(2)} ${foot}V${y(height).toFixed(1)}H${(left + width - gap).toFixed(2)}V${foot}Z`;
  }
  return path;
}
