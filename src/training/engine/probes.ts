import type { LayerSummary } from '../../common/experiment/metrics.ts';
import { countBins, finiteRange, openRange, type Range } from '../../common/lib/histogram.ts';
import { quantiles } from '../../common/lib/quantiles.ts';

/** Bins of a layer's histogram. */
const BINS = 40;

/**
 * Summarises one layer for all arms, over one range of bins, so that arms can be laid over each other.
 *
 * @param values per arm [units, batch], row-major; null for an arm that stands still
 * @param layer 1 is the layer next to the pixels
 * @returns one summary an arm; null where there were no values
 */
export function summariseLayer(
  values: readonly (Float32Array | null)[],
  units: number,
  layer: number,
): (LayerSummary | null)[] {
  const scans = values.map((list) => (list === null ? null : scan(list, units)));
  const ends = scans.flatMap((one) => one?.range ?? []);
  const range = openRange(finiteRange([ends]) ?? [0, 1]);
  return scans.map((one) => (one === null ? null : summarise(one, layer, range)));
}

/** What one pass over a layer tells. */
interface Scan {
  readonly count: number;
  /** The values that are finite: all of them, unless the net has broken down. */
  readonly finite: Float32Array;
  readonly range: Range | null;
  readonly zeros: number;
  readonly spreads: Pick<LayerSummary, 'mean' | 'std' | 'unitStd' | 'imageStd'>;
}

function scan(list: Float32Array, units: number): Scan {
  const rows = list.length / units;
  const means = new Float64Array(units);
  let [zeros, min, max] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let unit = 0; unit < units; unit++) {
    let total = 0;
    for (let at = unit * rows; at < (unit + 1) * rows; at++) {
      const value = list[at] as number;
      total += value;
      if (value === 0) zeros += 1;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    means[unit] = total / rows;
  }
  const whole = means.filter(Number.isFinite);
  const [unitMean, unitStd] = spread(whole);
  const imageStd = rootMeanSquare(list, means, rows);
  if (whole.length === units) {
    // All units have as many values, so the whole spread is made of the two.
    const spreads = { mean: unitMean, std: Math.hypot(unitStd, imageStd), unitStd, imageStd };
    return { count: list.length, finite: list, range: [min, max], zeros, spreads };
  }
  const finite = list.filter(Number.isFinite);
  const [mean, std] = spread(finite);
  const spreads = { mean, std, unitStd, imageStd };
  return { count: list.length, finite, range: finiteRange([finite]), zeros, spreads };
}

function summarise({ count, finite, spreads, zeros }: Scan, layer: number, range: Range): LayerSummary {
  const [p15, p50, p85] = quantiles(finite, [0.15, 0.5, 0.85]) as [number, number, number];
  return {
    layer,
    probe: 'activation',
    ...spreads,
    p15,
    p50,
    p85,
    zeros,
    nonFinite: count - finite.length,
    count,
    histogram: { min: range[0], max: range[1], counts: countBins(finite, range, BINS) },
  };
}

/** Mean and standard deviation, in two passes: the spread may be a millionth of the mean. */
function spread(sample: Float32Array | Float64Array): readonly [mean: number, std: number] {
  let total = 0;
  for (let index = 0; index < sample.length; index++) total += sample[index] as number;
  const mean = total / sample.length;
  return [mean, rootMeanSquare(sample, Float64Array.of(mean), sample.length)];
}

/** Root of the mean square of what is left when each unit's mean is taken off. Units whose mean is not finite are left out. */
function rootMeanSquare(list: Float32Array | Float64Array, means: Float64Array, rows: number): number {
  let [squares, count] = [0, 0];
  for (const [unit, mean] of means.entries()) {
    if (!Number.isFinite(mean)) continue;
    for (let at = unit * rows; at < (unit + 1) * rows; at++) {
      const centred = (list[at] as number) - mean;
      squares += centred * centred;
    }
    count += rows;
  }
  return Math.sqrt(squares / count);
}
