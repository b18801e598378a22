import { PIXELS } from '../../../common/experiment/config.ts';
import type { NetworkShape } from '../initialisers.ts';
import type { LookSize } from '../look-size.ts';
import type { Gpu, Kernel } from './gpu/gpu.ts';
import type { Matrix } from './gpu/matrix.ts';
import type { KernelCode } from './gpu/programs.ts';
import { gatherImages } from './kernels/gather-images.ts';
import { gradientOfX } from './kernels/gradient-of-x.ts';
import { gradientOfZ } from './kernels/gradient-of-z.ts';
import { normaliseActivate } from './kernels/normalise-activate.ts';
import { outputGradient } from './kernels/output-gradient.ts';
import { outputMetrics } from './kernels/output-metrics.ts';
import { parameterSums } from './kernels/parameter-sums.ts';
import { product } from './kernels/product.ts';
import { replaceArm } from './kernels/replace-arm.ts';
import { runningStatistics } from './kernels/running-statistics.ts';
import type { LayerSize } from './kernels/sizes.ts';
import { statistics } from './kernels/statistics.ts';
import { updateBias } from './kernels/update-bias.ts';
import { updateParameters } from './kernels/update-parameters.ts';
import { updateWeights } from './kernels/update-weights.ts';
import { updateSample, weightSample } from './kernels/weight-samples.ts';

/** No matrix has as many columns. */
const WIDEST = 2 ** 20;

/** The kernels that work on the rows of one batch: made once for training and once for tests. Those of linear layers are told by W. */
export function kernelSet(
  gpu: Gpu,
  arms: number,
  { activation, width: units }: Pick<NetworkShape, 'activation' | 'width'>,
  rows: number,
  inputGroups: LookSize['inputGroups'] = () => null,
) {
  const onLayer = (make: (size: LayerSize) => KernelCode) => {
    const made = new Map<number, Kernel>();
    return ({ columns, rows: fanIn }: Matrix): Kernel => {
      const key = fanIn * WIDEST + columns;
      const known = made.get(key);
      if (known !== undefined) return known;
      // No hidden layer has as many units as an image has pixels.
      const size = { arms, rows, fanIn, stride: columns / arms, sharedInput: fanIn === PIXELS };
      const kernel = gpu.kernel(make(size));
      made.set(key, kernel);
      return kernel;
    };
  };
  const hidden = { arms, rows, units };
  const output = { arms, rows };
  return {
    gatherImages: gpu.kernel(gatherImages(rows)),
    product: onLayer(product),
    gradientOfX: onLayer(gradientOfX),
    updateWeights: onLayer(updateWeights),
    weightSample: onLayer((size) => weightSample(size, inputGroups(size.fanIn))),
    updateSample: onLayer((size) => updateSample(size, inputGroups(size.fanIn))),
    statistics: gpu.kernel(statistics(hidden)),
    runningStatistics: gpu.kernel(runningStatistics(hidden)),
    normaliseActivate: gpu.kernel(normaliseActivate(hidden, activation)),
    parameterSums: gpu.kernel(parameterSums(hidden, activation)),
    gradientOfZ: gpu.kernel(gradientOfZ(hidden, activation)),
    updateParameters: gpu.kernel(updateParameters(hidden)),
    outputGradient: gpu.kernel(outputGradient(output)),
    outputMetrics: gpu.kernel(outputMetrics(output)),
    updateBias: gpu.kernel(updateBias(output)),
  };
}

export type KernelSet = ReturnType<typeof kernelSet>;

/** The kernel that gives one arm other values, in a matrix of all arms. */
export const replaceArmIn = (gpu: Gpu, rows: number, arms: number, stride: number, arm: number): Kernel =>
  gpu.kernel(replaceArm(rows, arms, stride, arm));
