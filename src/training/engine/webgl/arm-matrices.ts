import type { ArmNumbers, LayerNumbers, Moments } from '../arm-numbers.ts';
import { type LayerShape, placesOf } from '../layer-shape.ts';
import { BLOCK } from './gpu/matrix.ts';
import { strideOf } from './kernels/code.ts';
import type { NormSize } from './kernels/normalise-code.ts';
import type { OptimizerSettings } from './kernels/optimizer-code.ts';
import { weightRows } from './kernels/sizes.ts';
import { hasPlaces, parameterRows } from './kernels/update-parameters.ts';
import { weightParts } from './kernels/update-weights.ts';
import { filledUp, joined, padded, unpadded } from './layout.ts';
import { fromDeviceRows, toDeviceRows } from './weight-rows.ts';

/** W and its moments as one matrix, one below the other; see `weightParts`. */
export function packWeights(layer: LayerShape, w: Float32Array, moments: Moments): Float32Array {
  const parts = [w, ...moments].map((values) => padded(toDeviceRows(values, layer), layer.units));
  return parts.length === 1
    ? (parts[0] as Float32Array)
    : joined(parts.map((own) => filledUp(own, strideOf(layer.units))));
}

export function unpackWeights(layer: LayerShape, values: Float32Array, settings: OptimizerSettings) {
  const parts = weightParts(settings);
  const length = values.length / parts;
  const own = Array.from({ length: parts }, (_, part) => {
    const rows = values.subarray(part * length, part * length + weightRows(layer) * strideOf(layer.units));
    return fromDeviceRows(unpadded(rows, layer.units), layer);
  });
  return { w: own[0] as Float32Array, moments: own.slice(1) };
}

/** The bias of a layer and its moments, a row each; 0 for an arm that has none. */
export const packBias = (
  { units }: LayerShape,
  { bias, moments }: ArmNumbers['output'] | LayerNumbers,
): Float32Array =>
  padded(
    joined([bias, ...moments.bias].map((own) => (own.length === 0 ? new Float32Array(units) : own))),
    units,
  );

export function unpackBias({ units }: LayerShape, values: Float32Array) {
  const rows = unpadded(values, units);
  const own = Array.from({ length: rows.length / units }, (_, row) =>
    rows.slice(row * units, (row + 1) * units),
  );
  return { bias: own[0] as Float32Array, moments: own.slice(1) };
}

/** Rows of a layer's parameters at each place: see `updateParameters`. Those that there is one of a unit are at all places alike. */
export function packParameters(size: NormSize, settings: OptimizerSettings, own: LayerNumbers): Float32Array {
  const { gamma, beta, mean, moments, variance } = own;
  const rows = [
    gamma,
    beta,
    mean,
    variance,
    moments.gamma[0],
    moments.beta[0],
    moments.gamma[1],
    moments.beta[1],
  ];
  const { layer } = size;
  const grid = gridOf(size);
  const [count, stride] = [parameterRows(settings), strideOf(layer.units)];
  const result = new Float32Array(count * grid.height * grid.width * stride);
  for (const [row, list] of rows.slice(0, count).entries()) {
    if (list === undefined) continue;
    const each = list.length / layer.units;
    for (let place = 0; place < grid.height * grid.width; place++) {
      const [y, x] = [Math.floor(place / grid.width), place % grid.width];
      const to = ((y * count + row) * grid.width + x) * stride;
      for (let unit = 0; unit < layer.units; unit++) {
        result[to + unit] = list[unit * each + (each > 1 ? place : 0)] as number;
      }
    }
  }
  return result;
}

/** @param perActivation whether this arm has gamma and beta at each place */
export function unpackParameters(
  size: NormSize,
  settings: OptimizerSettings,
  values: Float32Array,
  perActivation: boolean,
): Omit<LayerNumbers, 'w' | 'bias' | 'moments'> & {
  readonly moments: Omit<LayerNumbers['moments'], 'w' | 'bias'>;
} {
  const { units } = size.layer;
  const grid = gridOf(size);
  const [count, stride] = [parameterRows(settings), strideOf(units)];
  const places = perActivation ? placesOf(size.layer) : 1;
  const list = (row: number, each: number) =>
    Float32Array.from({ length: units * each }, (_, at) => {
      const [unit, place] = [Math.floor(at / each), at % each];
      const [y, x] = [Math.floor(place / grid.width), place % grid.width];
      return values[((y * count + row) * grid.width + x) * stride + unit] as number;
    });
  const remembered = weightParts(settings) - 1;
  const moments = (row: number) =>
    Array.from({ length: remembered }, (_, moment) => list(BLOCK + 2 * moment + row, places));
  return {
    gamma: list(0, places),
    beta: list(1, places),
    mean: list(2, 1),
    variance: list(3, 1),
    moments: { gamma: moments(0), beta: moments(1) },
  };
}

const gridOf = (size: NormSize) => (hasPlaces(size) ? size.layer.grid : { height: 1, width: 1 });
