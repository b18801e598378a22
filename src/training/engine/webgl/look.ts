import { normalises } from '../arm-numbers.ts';
import { type LayerShape, layerShapes } from '../layer-shape.ts';
import { type LookSize, sampledInputs } from '../look-size.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { ArmSwitch, LayerValues, Operations } from '../operations.ts';
import { unpackParameters } from './arm-matrices.ts';
import type { Gpu } from './gpu/gpu.ts';
import type { Matrix } from './gpu/matrix.ts';
import type { KernelSet } from './kernel-set.ts';
import { strideOf } from './kernels/code.ts';
import { isDot } from './kernels/sizes.ts';
import { type LookKernels, lookKernels } from './layer-kernels.ts';
import { armOf, turned, unpadded } from './layout.ts';
import { settingsFor } from './settings.ts';
import type { LayerLook, WebGlForm } from './webgl-form.ts';
import { fromDeviceRows } from './weight-rows.ts';

/** The row of each in a matrix of statistics. */
const STATISTICS = { mean: 0, inverse: 1, variance: 2 } as const;

/** A look inside the layers of all arms. */
export function looksOf(gpu: Gpu, kernels: KernelSet, shape: NetworkShape, size: LookSize) {
  const layers = layerShapes(shape);
  const ofLayers: readonly LookKernels[] = layers
    .slice(0, -1)
    .map((layer) => lookKernels(gpu, kernels.of(layer), shape, size));

  /** Holds what is there anyway, and draws what is only for this. */
  const look: Operations<WebGlForm>['look'] = (layer, { dh, dz, h, kept, parameters, w, x, z }, arms) => {
    const own = ofLayers[layer.index] as LookKernels;
    const settings = settingsFor(arms, layer);
    const { normalise, tellsY } = kernels.of(layer);
    const y = tellsY ? [] : [own.images(normalise(z, kept.statistics, parameters, settings))];
    return {
      layer,
      z: own.images(z),
      h: own.images(h),
      gradient: own.images(dh),
      y,
      weights: own.weights(w),
      update: own.update(w, x, dz, settings),
      parameters,
      statistics: kept.statistics.batch,
    };
  };

  /**
   * Reads all of it in one go.
   *
   * @param switches the arms as they were when it was kept
   */
  async function read(
    looks: readonly LayerLook[],
    switches: readonly ArmSwitch[],
  ): Promise<(LayerValues | null)[][]> {
    const parts = looks.map((own) => partsOf(own));
    const all = parts.flat();
    const values = await gpu.read(
      all.map(({ matrix }) => matrix),
      all.map(({ rows }) => rows),
    );
    let first = 0;
    return looks.map((own, index) => {
      const lists = values.slice(first, first + (parts[index]?.length ?? 0));
      first += lists.length;
      return switches.map((arm, place) => (arm.frozen ? null : valuesOf(own, lists, switches, place)));
    });
  }

  function partsOf({ gradient, h, layer, parameters, statistics, update, weights, y, z }: LayerLook) {
    const { weightRows } = ofLayers[layer.index] as LookKernels;
    const images = (matrix: Matrix) => ({
      matrix,
      rows: isDot(layer.grid) ? size.images(layer) : matrix.rows,
    });
    return [
      ...[z, h, gradient].map(images),
      { matrix: weights, rows: weightRows },
      { matrix: update, rows: weightRows },
      { matrix: parameters, rows: parameters.rows },
      { matrix: statistics, rows: statistics.rows },
      ...y.map(images),
    ];
  }

  function valuesOf(
    own: LayerLook,
    lists: readonly Float32Array[],
    switches: readonly ArmSwitch[],
    arm: number,
  ): LayerValues {
    const { layer } = own;
    const { bn, norm } = switches[arm] as ArmSwitch;
    const { units } = layer;
    const columns = { arm, arms: switches.length, stride: strideOf(units) };
    const list = (part: number) => armOf(lists[part] as Float32Array, columns);
    const byUnit = (part: number) => imagesByUnit(list(part), layer, size.images(layer));
    const weights = (part: number) => chosenWeights(unpadded(list(part), units), layer, size);
    const on = bn && normalises(layer, norm);
    const isOrdinary =
      !on || (norm.kind === 'batch' && norm.place === 'before' && norm.parameters === 'channel');
    const hasPlaces = norm.parameters === 'activation';
    const parameters = unpackParameters(kernels.of(layer).size, shape, list(5), hasPlaces);
    const statistics = unpadded(list(6), units);
    const statistic = (row: number) => statistics.slice(row * units, (row + 1) * units);
    return {
      bn: on,
      z: byUnit(0),
      h: byUnit(1),
      gradient: byUnit(2),
      y: isOrdinary || own.y.length === 0 ? null : byUnit(7),
      weights: weights(3),
      update: weights(4),
      gamma: meansOf(parameters.gamma, units),
      beta: meansOf(parameters.beta, units),
      runningMean: parameters.mean,
      runningVariance: parameters.variance,
      mean: statistic(STATISTICS.mean),
      inverse: statistic(STATISTICS.inverse),
      variance: statistic(STATISTICS.variance),
    };
  }
  return { look, read };
}

/** One arm's units, [images, units] or [rows * image blocks * 4, columns * stride], as [units, places * images]. */
function imagesByUnit(values: Float32Array, { grid, units }: LayerShape, images: number): Float32Array {
  if (isDot(grid)) return turned(unpadded(values, units), units);
  const stride = strideOf(units);
  const rows = values.length / (grid.height * grid.width * stride);
  const places = grid.height * grid.width;
  const result = new Float32Array(units * places * images);
  for (let place = 0; place < places; place++) {
    const [y, x] = [Math.floor(place / grid.width), place % grid.width];
    for (let image = 0; image < images; image++) {
      const from = ((y * rows + image) * grid.width + x) * stride;
      for (let unit = 0; unit < units; unit++) {
        result[(unit * places + place) * images + image] = values[from + unit] as number;
      }
    }
  }
  return result;
}

/** The weights of the inputs that are looked at, [units, inputs]: of a convolution chosen from all of them. */
function chosenWeights(values: Float32Array, layer: LayerShape, { inputGroups }: LookSize): Float32Array {
  const { fanIn, kind, units } = layer;
  if (kind === 'dense') return turned(values, units);
  const all = fromDeviceRows(values, layer);
  const chosen = sampledInputs(fanIn, inputGroups(layer));
  return turned(
    Float32Array.from({ length: chosen.length * units }, (_, at) => {
      const input = chosen[Math.floor(at / units)] as number;
      return all[input * units + (at % units)] as number;
    }),
    units,
  );
}

/** Of each unit's values; they are what they are where there is one. */
function meansOf(values: Float32Array, units: number): Float32Array {
  const each = values.length / units;
  return Float32Array.from({ length: units }, (_, unit) => {
    let total = 0;
    for (let at = unit * each; at < (unit + 1) * each; at++) total += values[at] as number;
    return total / each;
  });
}
