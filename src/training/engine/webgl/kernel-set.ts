import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Activation } from '../operations.ts';
import { type Kernel, strideOf } from './kernels/kernel.ts';
import {
  gradientOfZ,
  normaliseActivate,
  parameterSums,
  runningStatistics,
  statistics,
  type UnitsSize,
  updateParameters,
} from './kernels/normalise.ts';
import { addBias, type OutputSize, outputGradient, outputMetrics, updateBias } from './kernels/output.ts';
import { pack } from './kernels/pack.ts';
import { gradientOfX, type LayerSize, product, updateWeights } from './kernels/products.ts';
import { replaceArm } from './kernels/replace-arm.ts';

/** The kernels of one network, each made once for each size it is used with. */
export function kernelSet(arms: number, units: number, activation: Activation) {
  const made = new Map<string, Kernel>();
  const once = (make: (...args: never[]) => Kernel, size: object, build: () => Kernel): Kernel => {
    const key = `${make.name} ${JSON.stringify(size)}`;
    const kernel = made.get(key) ?? build();
    made.set(key, kernel);
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
