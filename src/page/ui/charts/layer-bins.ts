import { BINS } from '../../../common/experiment/layer-snapshot.ts';
import { type Range, rebinned } from '../../../common/lib/histogram.ts';
import type { LayerValues } from './layer-values.ts';

/** A histogram ready to draw over an axis. */
export interface Heights {
  /** Of equally wide bins, 0 to 1; none when there is a spike. */
  readonly heights: readonly number[];
  /** Where on the axis, 0 to 1, all values lie that are closer together than one bin is wide; null else. */
  readonly spike: number | null;
  /** The bin that is cut at the top, for it holds the heap of exact zeros; null for none. */
  readonly cut: number | null;
}

export const NO_HEIGHTS: Heights = { heights: [], spike: null, cut: null };

/**
 * Heights of a histogram's bins over a range, against its tallest bin. A heap of exact zeros (ReLU) does not count as the tallest:
 * its bin is cut at the top instead, so that the rest can be seen.
 *
 * @param range wide enough for bins; where it is the histogram's own, its bins are drawn as they were counted
 * @param log heights by log(1 + count): then nothing need be cut
 */
export function heightsOver(values: LayerValues, range: Range, log: boolean): Heights {
  const { histogram, heap } = values;
  const span = range[1] - range[0];
  const own = values.range[1] - values.range[0];
  const exact = own > 0 && range[0] === histogram.min && range[1] === histogram.max;
  if (!exact && own * BINS < span) {
    return { heights: [], spike: ((values.range[0] + values.range[1]) / 2 - range[0]) / span, cut: null };
  }
  const rest = Float64Array.from(histogram.counts);
  const holds = heap > 0 && histogram.min <= 0 && histogram.max >= 0;
  if (holds) {
    const from = binOf(0, [histogram.min, histogram.max], rest.length);
    rest[from] = Math.max(0, (rest[from] ?? 0) - heap);
  }
  const counts = exact ? rest : rebinned({ ...histogram, counts: rest }, range, BINS);
  const tallestRest = counts.reduce((most, count) => Math.max(most, count), 0);
  const zero = holds ? binOf(0, range, counts.length) : null;
  if (zero !== null) counts[zero] = (counts[zero] ?? 0) + heap;
  if (log) {
    const most = counts.reduce((one, other) => Math.max(one, other), 0);
    const top = Math.log1p(most) || 1;
    return { heights: Array.from(counts, (count) => Math.log1p(count) / top), spike: null, cut: null };
  }
  const top = tallestRest > 0 ? tallestRest : Math.max(heap, 1);
  const isCut = zero !== null && (counts[zero] ?? 0) > top;
  return {
    heights: Array.from(counts, (count) => Math.min(1, count / top)),
    spike: null,
    cut: isCut ? zero : null,
  };
}

const binOf = (value: number, [min, max]: Range, bins: number): number =>
  Math.min(bins - 1, Math.max(0, Math.floor(((value - min) / (max - min)) * bins)));
