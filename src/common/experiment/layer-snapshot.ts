import * as v from 'valibot';
import type { Histogram } from '../lib/histogram.ts';

/**
 * What is measured in every layer, on the training batch of a step:
 *
 * - `z`: before batch normalization, W x, with the bias that a layer has beside its normalization (a plain layer's comes after it)
 * - `y`: after batch normalization, gamma * xhat + beta; z + bias in a plain layer
 * - `activation`: f(y), which the next layer reads
 * - `gradient`: of the batch's mean loss by the activation: what reaches the layer from above
 * - `weights`: W, before the step
 * - `update`: what the step adds to W
 *
 * The first four are lists [units, images] (in a convolution [channels, images at every place]), the last two [units, inputs].
 * Where normalization comes after the activation, `activation` and `y` are both what comes out of it.
 */
export const PROBES = ['z', 'y', 'activation', 'gradient', 'weights', 'update'] as const;
export type Probe = (typeof PROBES)[number];

/** Values as they are, or each unit's own mean taken off: then what is left varies across images (or inputs). */
export const SPREADS = ['pooled', 'centred'] as const;
export type Spread = (typeof SPREADS)[number];

/** Most bins of a histogram; it has fewer where values lie so close that no more of them can be told apart. */
export const BINS = 64;

/**
 * The figures of one probe in one layer of one arm. Those that are no counts are of the finite values, NaN where there are none.
 *
 * - `std` squared is `unitStd` squared (between the units' means) and `imageStd` squared (within units, across images) together
 * - `norm`: root of the sum of squares
 * - `saturated`: activations so close to their bounds that their slope is under a fifth of the steepest (sigmoid, tanh)
 * - `deadUnits`: units that are exactly 0 for every image
 * - `count`: how many values there are, the non-finite included
 * - the last six: the ranges of the two histograms, and how many bins they have
 */
export const FIGURES = [
  'mean',
  'std',
  'unitStd',
  'imageStd',
  'min',
  'max',
  'p15',
  'p50',
  'p85',
  'norm',
  'zeros',
  'saturated',
  'nan',
  'infinite',
  'deadUnits',
  'units',
  'count',
  'pooledMin',
  'pooledMax',
  'pooledBins',
  'centredMin',
  'centredMax',
  'centredBins',
] as const;
export type LayerFigures = Readonly<Record<(typeof FIGURES)[number], number>>;

/**
 * The figures of one followed unit: percentiles over the images before BN, after BN and after activation (Ioffe & Szegedy 2015,
 * Figure 1), the batch's mean and variance of z, and the parameters as the step's forward pass used them.
 */
export const UNIT_FIGURES = [
  'z15',
  'z50',
  'z85',
  'y15',
  'y50',
  'y85',
  'h15',
  'h50',
  'h85',
  'mean',
  'variance',
  'gamma',
  'beta',
  'runningMean',
  'runningVariance',
] as const;
export type UnitFigures = Readonly<Record<(typeof UNIT_FIGURES)[number], number>>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** One arm's layers as plain columns; read them with the functions below. */
const ArmLayersSchema = v.strictObject({
  /** [layers, probes, figures]. */
  figures: v.instance(Float64Array),
  /** [layers, probes, spreads, BINS]. */
  counts: v.instance(Uint16Array),
  /** [layers, followed units, unit figures]. */
  units: v.instance(Float32Array),
});
export type ArmLayers = v.InferOutput<typeof ArmLayersSchema>;

/** A look inside every layer of every arm at one step. */
export const LayerSnapshotSchema = v.strictObject({
  step: count,
  layers: count,
  /** How many images of the batch were looked at: its first ones, in every layer at least. */
  images: count,
  /** Which units are followed one by one: all of them where there is room, else some, evenly chosen. */
  units: v.instance(Uint16Array),
  /** Null for an arm that has diverged before. */
  arms: v.array(v.nullable(ArmLayersSchema)),
  /** Kept however long the run: the first weights, and the end of an arm. */
  landmark: v.boolean(),
});
export type LayerSnapshot = v.InferOutput<typeof LayerSnapshotSchema>;

const placeOf = (layer: number, probe: Probe): number => (layer - 1) * PROBES.length + PROBES.indexOf(probe);

/** @param layer 1 is the layer next to the pixels; null where there is nothing to read */
export function figuresOf(
  snapshot: LayerSnapshot | null,
  arm: number,
  layer: number,
  probe: Probe,
): LayerFigures | null {
  const own = snapshot?.arms[arm];
  if (!own || layer > snapshot.layers) return null;
  return named(FIGURES, own.figures, placeOf(layer, probe) * FIGURES.length);
}

/** The histogram of the finite values; null where there is none. The counts are a view: read only. */
export function histogramOf(
  snapshot: LayerSnapshot | null,
  arm: number,
  layer: number,
  probe: Probe,
  spread: Spread,
): Histogram | null {
  const figures = figuresOf(snapshot, arm, layer, probe);
  const counts = snapshot?.arms[arm]?.counts;
  if (figures === null || counts === undefined) return null;
  const bins = figures[`${spread}Bins`];
  if (bins === 0) return null;
  const from = (placeOf(layer, probe) * SPREADS.length + SPREADS.indexOf(spread)) * BINS;
  return {
    min: figures[`${spread}Min`],
    max: figures[`${spread}Max`],
    counts: counts.subarray(from, from + bins),
  };
}

/** @param index among the followed units, `snapshot.units` */
export function unitFiguresOf(
  snapshot: LayerSnapshot,
  arm: number,
  layer: number,
  index: number,
): UnitFigures | null {
  const own = snapshot.arms[arm];
  if (!own || layer > snapshot.layers || index < 0 || index >= snapshot.units.length) return null;
  // A layer of fewer units has not all that are followed.
  const unit = snapshot.units[index] as number;
  if (unit >= (figuresOf(snapshot, arm, layer, 'z')?.units ?? 0)) return null;
  const place = (layer - 1) * snapshot.units.length + index;
  return named(UNIT_FIGURES, own.units, place * UNIT_FIGURES.length);
}

/** Empty columns for one arm, to be filled in: the first two by `setProbe`. */
export const emptyArmLayers = (layers: number, units: number): ArmLayers => ({
  figures: new Float64Array(layers * PROBES.length * FIGURES.length),
  counts: new Uint16Array(layers * PROBES.length * SPREADS.length * BINS),
  units: new Float32Array(layers * units * UNIT_FIGURES.length),
});

/** Whether the columns are as long as the layers and followed units say. */
export function hasItsSize({ arms, layers, units }: LayerSnapshot): boolean {
  const places = layers * PROBES.length;
  return arms.every(
    (own) =>
      own === null ||
      (own.figures.length === places * FIGURES.length &&
        own.counts.length === places * SPREADS.length * BINS &&
        own.units.length === layers * units.length * UNIT_FIGURES.length),
  );
}

/** Writes the figures and histograms of one probe of a layer. */
export function setProbe(
  own: ArmLayers,
  layer: number,
  probe: Probe,
  figures: LayerFigures,
  counts: Readonly<Record<Spread, ArrayLike<number>>>,
): void {
  const place = placeOf(layer, probe);
  own.figures.set(
    FIGURES.map((name) => figures[name]),
    place * FIGURES.length,
  );
  for (const [index, spread] of SPREADS.entries()) {
    own.counts.set(counts[spread], (place * SPREADS.length + index) * BINS);
  }
}

/** A spread across images this small against the whole spread is none. */
const CONSTANT_BELOW = 1e-3;

/** Whether the units hardly answer to the image: what a layer passes on is then the same for every image. */
export const isConstant = ({ imageStd, std }: Pick<LayerFigures, 'imageStd' | 'std'>): boolean =>
  imageStd <= CONSTANT_BELOW * std;

/** Bytes that a snapshot takes. */
export const bytesOf = ({ arms, units }: LayerSnapshot): number =>
  arms.reduce(
    (total, own) =>
      total + (own === null ? 0 : own.figures.byteLength + own.counts.byteLength + own.units.byteLength),
    units.byteLength,
  );

function named<N extends string>(
  names: readonly N[],
  values: Float64Array | Float32Array,
  from: number,
): Record<N, number> {
  return Object.fromEntries(names.map((name, index) => [name, values[from + index]])) as Record<N, number>;
}
