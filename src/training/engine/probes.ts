import type { LayerSummary } from '../../common/experiment/metrics.ts';
import { countBins, finiteRange, openRange } from '../../common/lib/histogram.ts';
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
  const present = values.filter((list) => list !== null);
  const range = openRange(finiteRange(present) ?? [0, 1]);
  return values.map((list) => (list === null ? null : summarise(list, units, layer, range)));
}

function summarise(
  list: Float32Array,
  units: number,
  layer: number,
  range: readonly [number, number],
): LayerSummary {
  const finite = finiteOf(list);
  let zeros = 0;
  for (let index = 0; index < finite.length; index++) if (finite[index] === 0) zeros += 1;
  const [mean, std] = spread(finite);
  const [p15, p50, p85] = quantiles(finite, [0.15, 0.5, 0.85]) as [number, number, number];
  return {
    layer,
    probe: 'activation',
    mean,
    std,
    ...spreads(list, units),
    p15,
    p50,
    p85,
    zeros,
    nonFinite: list.length - finite.length,
    count: list.length,
    histogram: { min: range[0], max: range[1], counts: countBins(finite, range, BINS) },
  };
}

/** Mean and standard deviation of part of a list, in two passes: the spread may be a millionth of the mean. */
function spread(
  sample: ArrayLike<number>,
  from = 0,
  to = sample.length,
): readonly [mean: number, std: number] {
  let total = 0;
  for (let index = from; index < to; index++) total += sample[index] as number;
  const mean = total / (to - from);
  let squares = 0;
  for (let index = from; index < to; index++) {
    const centred = (sample[index] as number) - mean;
    squares += centred * centred;
  }
  return [mean, Math.sqrt(squares / (to - from))];
}

/** The two sources of spread: between the units' means, and of each unit across the images. Units with a non-finite value are left out. */
function spreads(list: Float32Array, units: number): { unitStd: number; imageStd: number } {
  const rows = list.length / units;
  const means: number[] = [];
  let variance = 0;
  for (let unit = 0; unit < units; unit++) {
    const [mean, std] = spread(list, unit * rows, (unit + 1) * rows);
    if (!Number.isFinite(mean) || !Number.isFinite(std)) continue;
    means.push(mean);
    variance += std ** 2;
  }
  return { unitStd: spread(means)[1], imageStd: Math.sqrt(variance / means.length) };
}

/** The list without what is not finite: itself, where all is. */
function finiteOf(list: Float32Array): Float32Array {
  let others = 0;
  for (let index = 0; index < list.length; index++) if (!Number.isFinite(list[index])) others += 1;
  return others === 0 ? list : list.filter(Number.isFinite);
}
