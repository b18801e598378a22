import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import { formatCompact } from '../../../common/lib/format.ts';
import type { Range } from '../../../common/lib/histogram.ts';
import { depthColumn, isShare, type Quantity } from './depth-columns.ts';

/** An arm on its way to divergence must not press all else together: figures so many times the first ones stretch no axis. */
const HEADROOM = 1e4;
/** Neither do figures so many times smaller than the largest. */
const REACH = 1e16;

type RangeOf = (snapshots: readonly LayerSnapshot[], arms: readonly number[]) => Range | null;

/**
 * Makes a function that tells the range of a quantity's positive, finite figures in a run. Keep one: it remembers what it has
 * read, so that a call costs only what is new, and within a run the range only grows, even as snapshots are thinned out.
 */
export function createGrowingRange(quantity: Quantity): RangeOf {
  let of = '';
  let first: LayerSnapshot | undefined;
  let seen = new WeakSet<LayerSnapshot>();
  let ceiling = Number.MAX_VALUE;
  let range: Range | null = null;
  return (snapshots, arms) => {
    // A run's first snapshot stays as long as the run does.
    if (of !== arms.join() || first !== snapshots[0]) {
      of = arms.join();
      first = snapshots[0];
      seen = new WeakSet();
      const start = first === undefined || isShare(quantity) ? null : extent(first, arms, quantity);
      ceiling = start === null ? Number.MAX_VALUE : HEADROOM * start[1];
      range = null;
    }
    for (const snapshot of snapshots) {
      if (seen.has(snapshot)) continue;
      seen.add(snapshot);
      range = joined(range, extent(snapshot, arms, quantity, ceiling));
    }
    return range && range[0] * REACH < range[1] ? [range[1] / REACH, range[1]] : range;
  };
}

/** Smallest and largest positive figure up to a ceiling. */
function extent(
  snapshot: LayerSnapshot,
  arms: readonly number[],
  quantity: Quantity,
  ceiling = Number.MAX_VALUE,
): Range | null {
  let [min, max] = [Number.POSITIVE_INFINITY, 0];
  for (const arm of arms) {
    for (const figure of depthColumn(snapshot, arm)?.[quantity] ?? []) {
      if (!(figure > 0 && figure <= ceiling)) continue;
      min = Math.min(min, figure);
      max = Math.max(max, figure);
    }
  }
  return max > 0 ? [min, max] : null;
}

/** The range of both; one of them alone where there is no other. */
export function joined(one: Range | null, other: Range | null): Range | null {
  if (one === null || other === null) return one ?? other;
  if (other[0] >= one[0] && other[1] <= one[1]) return one;
  return [Math.min(one[0], other[0]), Math.max(one[1], other[1])];
}

/** The powers of ten around a range, at least so many apart. */
export function decadesAround([min, max]: Range, atLeast: number): Range {
  let low = Math.floor(Math.log10(min) + 1e-9);
  let high = Math.ceil(Math.log10(max) - 1e-9);
  while (high - low < atLeast) {
    high++;
    if (high - low < atLeast) low--;
  }
  return [Number(`1e${low}`), Number(`1e${high}`)];
}

/** A tick of a logarithmic axis over many powers of ten: 0.01, 1e-6. */
export const powerText = (value: number): string => formatCompact(value);
