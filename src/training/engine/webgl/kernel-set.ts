import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Activation } from '../operations.ts';
import { addBias } from './kernels/add-bias.ts';
import { gradientOfX } from './kernels/gradient-of-x.ts';
import { gradientOfZ } from './kernels/gradient-of-z.ts';
import { type Kernel, strideOf } from './kernels/kernel.ts';
import { normaliseActivate } from './kernels/normalise-activate.ts';
import { outputGradient } from './kernels/output-gradient.ts';
import { outputMetrics } from './kernels/output-metrics.ts';
import { pack } from './kernels/pack.ts';
import { parameterSums } from './kernels/parameter-sums.ts';
import { product } from './kernels/product.ts';
import { replaceArm } from './kernels/replace-arm.ts';
import { runningStatistics } from './kernels/running-statistics.ts';
import type { LayerSize, OutputSize, UnitsSize } from './kernels/sizes.ts';
import { statistics } from './kernels/statistics.ts';
import { updateBias } from './kernels/update-bias.ts';
import { updateParameters } from './kernels/update-parameters.ts';
import { updateWeights } from './kernels/update-weights.ts';

/** The kernels of one network, each made once for each size it is used with. */
export function kernelSet(arms: number, units: number, activation: Activation) {
  const made = new Map<unknown, Map<string, Kernel>>();
  const once = (maker: unknown, size: object, make: () => Kernel): Kernel => {
    const own = made.get(maker) ?? new Map<string, Kernel>();
    made.set(maker, own);
    const key = JSON.stringify(size);
    const kernel = own.get(key) ?? make();
    own.set(key, kernel);
    return kernel;
  };
  const onLayer = (make: (size: LayerSize) => Kernel) => (rows: number, w: Tensor2D, x: Tensor2D | null) => {
    const [fanIn, columns] = w.shape;
    const sharedInput = x !== null && x.shape[1] !== arms * strideOf(fanIn);
    const size = { arms, rows, fanIn, stride: columns / arms, sharedInput };
    return once(make, size, () => make(size));
  };
  const onUnits = (make: (size: UnitsSize, activation: Activation) => Kernel) => (rows: number) => {
    const size = { arms, rows, units };
    return once(make, size, () => make(size, activation));
  };
  const onOutput = (make: (size: OutputSize) => Kernel) => (rows: number) => {
    const size = { arms, rows };
    return once(make, size, () => make(size));
  };
  return {
    pack: (rows: number, columns: number) => once(pack, { rows, columns }, () => pack(rows, columns)),
    replaceArm: (rows: number, columns: number, arm: number) =>
      once(replaceArm, { rows, columns, arm }, () => replaceArm(rows, arms, columns / arms, arm)),
    product: onLayer(product),
    gradientOfX: onLayer(gradientOfX),
    updateWeights: onLayer(updateWeights),
    statistics: onUnits(statistics),
    runningStatistics: onUnits(runningStatistics),
    normaliseActivate: onUnits(normaliseActivate),
    parameterSums: onUnits(parameterSums),
    gradientOfZ: onUnits(gradientOfZ),
    updateParameters: onUnits(updateParameters),
    outputGradient: onOutput(outputGradient),
    outputMetrics: onOutput(outputMetrics),
    updateBias: onOutput(updateBias),
    addBias: onOutput(addBias),
  };
}

export type KernelSet = ReturnType<typeof kernelSet>;
