import { type LayerShape, placesOf } from '../layer-shape.ts';
import type { LookSize } from '../look-size.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { Gpu, Kernel } from './gpu/gpu.ts';
import { BLOCK, blocksOf, type Matrix } from './gpu/matrix.ts';
import { gradientOfX } from './kernels/gradient-of-x.ts';
import { gradientOfZ } from './kernels/gradient-of-z.ts';
import { imageSample, updateSample, weightSample } from './kernels/look-samples.ts';
import { normaliseActivate } from './kernels/normalise-activate.ts';
import type { NormSize } from './kernels/normalise-code.ts';
import { channelSums, imageSums, parameterSums } from './kernels/parameter-sums.ts';
import { pool, poolGradient } from './kernels/pooling.ts';
import { product } from './kernels/product.ts';
import { type Features, hasBiases, isDot, weightRows } from './kernels/sizes.ts';
import {
  channelStatistics,
  imageStatistics,
  placeStatistics,
  runningStatistics,
  statistics,
} from './kernels/statistics.ts';
import { biasSums, updateHiddenBias } from './kernels/update-bias.ts';
import { hasPlaces, parameterRows, updateParameters } from './kernels/update-parameters.ts';
import { isFused, optimiseWeights, updateWeights, weightGradient } from './kernels/update-weights.ts';

/** What a run's programs are written for. */
export interface ProgramsSize {
  readonly gpu: Gpu;
  readonly arms: number;
  /** Images of a batch. */
  readonly rows: number;
  /** Batches of a step. */
  readonly batches: number;
  readonly shape: NetworkShape;
  readonly features: Features;
}

/** The kernels of one layer, for a batch of so many images: what they do with it, put together. */
export function layerKernels({ arms, batches, features, gpu, rows, shape }: ProgramsSize, layer: LayerShape) {
  const size: NormSize = {
    arms,
    rows,
    batches,
    layer,
    features,
    activation: shape.activation,
    parameterBlocks: parameterRows(shape) / BLOCK,
  };
  const kernel = gpu.kernel.bind(gpu);
  const spread = !isDot(layer.grid);
  const made = {
    product: kernel(product(size)),
    gradientOfX: kernel(gradientOfX(size)),
    statistics: kernel(spread ? placeStatistics(size) : statistics(size)),
    ofChannels: kernel(channelStatistics(size)),
    ofImages: kernel(imageStatistics(size)),
    running: kernel(runningStatistics(size)),
    normaliseActivate: kernel(normaliseActivate(size)),
    normalise: kernel(normaliseActivate(size, 'y')),
    pool: kernel(pool(size)),
    poolGradient: kernel(poolGradient(size)),
    parameterSums: kernel(parameterSums(size)),
    channelSums: kernel(channelSums(size)),
    imageSums: kernel(imageSums(size)),
    gradientOfZ: kernel(gradientOfZ(size)),
    updateWeights: kernel(updateWeights(size, shape)),
    weightGradient: kernel(weightGradient(size)),
    optimiseWeights: kernel(optimiseWeights(size, shape)),
    updateParameters: kernel(updateParameters(size, shape)),
    biasSums: kernel(biasSums(size)),
    updateBias: kernel(updateHiddenBias(size, shape)),
  };
  const images = (z: Matrix, settings: Matrix) => (features.image ? [made.ofImages(z, settings)] : []);
  return {
    size,
    hasPlaces: hasPlaces(size),
    hasBiases: hasBiases(size),
    /** Whether z, statistics and parameters tell y of every arm. */
    tellsY: !(features.image || features.noise || features.after || features.perActivation),
    product: (x: Matrix, w: Matrix, bias: Matrix | null): Matrix =>
      hasBiases(size) && bias !== null ? made.product(x, w, bias) : made.product(x, w),
    updateBias: (bias: Matrix, dz: Matrix, settings: Matrix): Matrix =>
      made.updateBias(bias, spread ? made.biasSums(dz) : dz, settings),
    gradientOfX: made.gradientOfX,
    pool: made.pool,
    poolGradient: made.poolGradient,
    /** By the batch, and where an arm is normalised by image, by the images. */
    statistics(z: Matrix, settings: Matrix): Statistics {
      const own = made.statistics(z, settings);
      return { batch: spread ? made.ofChannels(own, settings) : own, images: images(z, settings) };
    },
    /** The running statistics, of a test: those by image are of the images tested. */
    running: (parameters: Matrix, settings: Matrix): Matrix => made.running(parameters, settings),
    withImages: (batch: Matrix, z: Matrix, settings: Matrix): Statistics => ({
      batch,
      images: images(z, settings),
    }),
    normaliseActivate: (z: Matrix, statistics: Statistics, parameters: Matrix, settings: Matrix): Matrix =>
      made.normaliseActivate(z, statistics.batch, parameters, settings, ...statistics.images),
    normalise: (z: Matrix, statistics: Statistics, parameters: Matrix, settings: Matrix): Matrix =>
      made.normalise(z, statistics.batch, parameters, settings, ...statistics.images),
    /** The gradient by z, and the sums that the parameters learn from. */
    backward(dh: Matrix, h: Matrix, z: Matrix, statistics: Statistics, parameters: Matrix, settings: Matrix) {
      const { batch, images: own } = statistics;
      const places = made.parameterSums(dh, h, z, batch, settings, ...own);
      const all = spread ? made.channelSums(places, parameters) : places;
      const ofImages = own.length > 0 ? [made.imageSums(dh, h, z, batch, settings, ...own, parameters)] : [];
      const dz = made.gradientOfZ(dh, h, z, batch, parameters, all, settings, ...own, ...ofImages);
      return { dz, sums: { all, places } };
    },
    updateWeights(w: Matrix, x: Matrix, dz: Matrix, settings: Matrix): Matrix {
      if (isFused(size, shape)) return made.updateWeights(w, x, dz, settings);
      return made.optimiseWeights(w, made.weightGradient(x, dz), settings);
    },
    updateParameters(
      parameters: Matrix,
      { all, places }: Sums,
      { batch }: Statistics,
      settings: Matrix,
    ): Matrix {
      const own = hasPlaces(size) ? [places] : [];
      return made.updateParameters(parameters, all, batch, settings, ...own);
    },
  };
}

export type LayerKernels = ReturnType<typeof layerKernels>;

/** [4, arms * units], and by image where an arm needs it, [images, 4 * arms]. */
export interface Statistics {
  readonly batch: Matrix;
  readonly images: readonly Matrix[];
}

/** dgamma and dbeta, over all places, and where there are many, of each. */
export interface Sums {
  readonly all: Matrix;
  readonly places: Matrix;
}

/** The kernels that a look inside a layer needs besides. */
export function lookKernels(
  gpu: Gpu,
  { size }: LayerKernels,
  shape: NetworkShape,
  { images, inputGroups }: LookSize,
) {
  const { layer } = size;
  // Of a convolution, whose filters are small, all weights are read.
  const groups = layer.kind === 'conv' ? null : inputGroups(layer);
  const sample: Kernel = gpu.kernel(imageSample(size, layer.grid, blocksOf(images(layer))));
  const weights: Kernel = gpu.kernel(weightSample(size, groups));
  return {
    images: (matrix: Matrix): Matrix => (isDot(layer.grid) ? matrix : sample(matrix)),
    weights: (w: Matrix): Matrix => (groups === null ? w : weights(w)),
    weightRows: groups === null ? weightRows(layer) : groups * BLOCK,
    update: gpu.kernel(updateSample(size, groups, shape)),
    /** Values that a look reads of a unit. */
    values: images(layer) * placesOf(layer),
  };
}

export type LookKernels = ReturnType<typeof lookKernels>;
