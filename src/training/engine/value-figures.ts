import { BINS, type LayerFigures, type Spread } from '../../common/experiment/layer-snapshot.ts';
import {
  addToBins,
  finiteRange,
  honestBins,
  openRange,
  type Range,
  spacingAt,
} from '../../common/lib/histogram.ts';
import { FINE_BINS, type FineBins, fineBins, quantiles } from '../../common/lib/quantiles.ts';

const SHARES = [0.15, 0.5, 0.85] as const;

/** What one probe of a layer shows: its figures, but for what only some probes have, and its two histograms. */
export interface ValueFigures {
  readonly figures: LayerFigures;
  readonly counts: Readonly<Record<Spread, ArrayLike<number>>>;
}

/**
 * Describes a list of values, [units, any number], row-major. Where a value is not finite the figures are those of the others; the
 * spreads between and within units are then those of the units that are whole.
 */
export function describeValues(list: Float32Array, units: number): ValueFigures {
  const scan = scanUnits(list, units);
  const finite = scan.whole.length === units ? list : list.filter(Number.isFinite);
  const within = scanCentred(list, scan.means);
  const range: Range | null = finite === list ? [scan.min, scan.max] : finiteRange([finite]);
  const [unitMean, unitStd] = meanAndStd(scan.whole);
  const imageStd = Math.sqrt(within.squares / within.count);
  // All units have as many values, so the whole spread is made of the two.
  const [mean, std] =
    finite === list ? [unitMean, Math.hypot(unitStd, imageStd)] : meanAndStd(Float64Array.from(finite));
  const pooled = pooledHistogram(finite, range);
  const centred = centredHistogram(list, scan.means, within.range, range);
  const [p15, p50, p85] = quantiles(finite, SHARES, pooled.fine) as [number, number, number];
  const nan = finite === list ? 0 : list.reduce((count, value) => count + Number(Number.isNaN(value)), 0);
  return {
    figures: {
      mean,
      std,
      unitStd,
      imageStd,
      min: range?.[0] ?? Number.NaN,
      max: range?.[1] ?? Number.NaN,
      p15,
      p50,
      p85,
      norm: finite === list ? Math.sqrt(scan.squares) : normOf(finite),
      zeros: scan.zeros,
      saturated: 0,
      nan,
      infinite: list.length - finite.length - nan,
      deadUnits: scan.deadUnits,
      units,
      count: list.length,
      pooledMin: pooled.range[0],
      pooledMax: pooled.range[1],
      pooledBins: pooled.counts.length,
      centredMin: centred.range[0],
      centredMax: centred.range[1],
      centredBins: centred.counts.length,
    },
    counts: { pooled: pooled.counts, centred: centred.counts },
  };
}

/** One pass over the units: sums, ends and zeros. A mean that is not finite tells of a value that is not. */
function scanUnits(list: Float32Array, units: number) {
  const each = list.length / units;
  const means = new Float64Array(units);
  let [squares, zeros, deadUnits] = [0, 0, 0];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let unit = 0; unit < units; unit++) {
    let total = 0;
    let ownZeros = 0;
    for (let at = unit * each; at < (unit + 1) * each; at++) {
      const value = list[at] as number;
      total += value;
      squares += value * value;
      if (value === 0) ownZeros += 1;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    means[unit] = total / each;
    zeros += ownZeros;
    if (ownZeros === each) deadUnits += 1;
  }
  return { means, whole: means.filter(Number.isFinite), squares, zeros, deadUnits, min, max };
}

/** What is left when each unit's mean is taken off: sum of squares, and ends; of the units that are whole. */
function scanCentred(list: Float32Array, means: Float64Array) {
  const each = list.length / means.length;
  let [squares, count] = [0, 0];
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let unit = 0; unit < means.length; unit++) {
    const mean = means[unit] as number;
    if (!Number.isFinite(mean)) continue;
    for (let at = unit * each; at < (unit + 1) * each; at++) {
      const centred = (list[at] as number) - mean;
      squares += centred * centred;
      if (centred < min) min = centred;
      if (centred > max) max = centred;
    }
    count += each;
  }
  const range: Range | null = count === 0 ? null : [min, max];
  return { squares, count, range };
}

interface Histogram {
  readonly range: Range;
  readonly counts: ArrayLike<number>;
}

const NO_BINS: Histogram = { range: [0, 0], counts: [] };

function pooledHistogram(finite: Float32Array, ends: Range | null): Histogram & { fine?: FineBins } {
  if (ends === null) return NO_BINS;
  if (ends[0] === ends[1]) return { range: openRange(ends), counts: [finite.length] };
  const { bins, range } = honestBins(ends, BINS);
  const fine = fineBins(finite, ends);
  const counts = new Uint32Array(bins);
  if (bins === BINS) {
    // The fine bins are these bins, each in equal parts.
    const parts = FINE_BINS / BINS;
    for (let bin = 0; bin < FINE_BINS; bin++) {
      const wide = Math.floor(bin / parts);
      counts[wide] = (counts[wide] as number) + (fine.counts[bin] as number);
    }
  } else addToBins(counts, range, finite);
  return { range, counts, fine };
}

function centredHistogram(
  list: Float32Array,
  means: Float64Array,
  ends: Range | null,
  raw: Range | null,
): Histogram {
  if (ends === null || raw === null) return NO_BINS;
  const each = list.length / means.length;
  const count = means.filter(Number.isFinite).length * each;
  if (ends[0] === ends[1]) return { range: openRange(ends), counts: [count] };
  const spacing = spacingAt(Math.max(Math.abs(raw[0]), Math.abs(raw[1])));
  const numbers = Math.max(1, Math.round((ends[1] - ends[0]) / spacing));
  const counts = new Uint32Array(Math.min(BINS, numbers));
  for (let unit = 0; unit < means.length; unit++) {
    const mean = means[unit] as number;
    if (Number.isFinite(mean)) addToBins(counts, ends, list, unit * each, (unit + 1) * each, mean);
  }
  return { range: ends, counts };
}

/** In two passes: the spread may be a millionth of the mean. */
function meanAndStd(sample: Float64Array): readonly [mean: number, std: number] {
  let total = 0;
  for (let index = 0; index < sample.length; index++) total += sample[index] as number;
  const mean = total / sample.length;
  let squares = 0;
  for (let index = 0; index < sample.length; index++) squares += ((sample[index] as number) - mean) ** 2;
  return [mean, Math.sqrt(squares / sample.length)];
}

const normOf = (list: Float32Array): number =>
  list.length === 0 ? Number.NaN : Math.sqrt(list.reduce((total, value) => total + value * value, 0));
