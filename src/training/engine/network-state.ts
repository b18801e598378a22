import { dispose, type Tensor2D } from '@tensorflow/tfjs-core';
import { CLASSES } from '../../common/experiment/config.ts';
import { initialWeights, layerSizes, type NetworkShape } from './initialisers.ts';
import type { Operations } from './operations.ts';
import { scope } from './scope.ts';
import { type Pair, type Stack, tensorsOf } from './stack.ts';

/** One hidden layer of every arm. Without BN gamma is 1, beta is the bias and the running statistics are not read. */
export interface LayerState {
  /** [in, out]. */
  readonly w: Stack;
  /** gamma, beta; [1, out] each. */
  readonly parameters: Pair;
  /** Running mean and variance; [1, out] each. */
  readonly running: Pair;
}

/** All that training changes. */
export interface NetworkState {
  readonly layers: readonly LayerState[];
  readonly output: { readonly w: Stack; readonly bias: Stack };
}

/** The network before its first step: the same weights for every arm, gamma 1, beta 0, running statistics (0, 1). */
export function initialState(shape: NetworkShape, arms: number, operations: Operations): NetworkState {
  const weights = initialWeights(shape);
  const sizes = layerSizes(shape);
  const everyArm = (values: Float32Array, rows: number, columns: number) =>
    operations.put(
      Array.from({ length: arms }, () => values),
      rows,
      columns,
    );
  return scope(() => {
    const w = weights.map((values, layer) => everyArm(values, ...(sizes[layer] as [number, number])));
    const row = (value: number, units: number) => everyArm(new Float32Array(units).fill(value), 1, units);
    return {
      layers: w.slice(0, -1).map((own) => ({
        w: own,
        parameters: [row(1, shape.width), row(0, shape.width)] as const,
        running: [row(0, shape.width), row(1, shape.width)] as const,
      })),
      output: { w: w.at(-1) as Stack, bias: row(0, CLASSES) },
    };
  });
}

const stacksOf = ({ layers, output }: NetworkState): Stack[] => [
  ...layers.flatMap(({ w, parameters, running }) => [w, ...parameters, ...running]),
  output.w,
  output.bias,
];

export const disposeState = (state: NetworkState): void => dispose(tensorsOf(...stacksOf(state)));

/** One arm's numbers, in the browser's own memory. */
export interface ArmNumbers {
  readonly layers: readonly Readonly<Record<'w' | 'gamma' | 'beta' | 'mean' | 'variance', Float32Array>>[];
  readonly output: Readonly<Record<'w' | 'bias', Float32Array>>;
}

/** Reads an arm off the device. */
export async function readArm({ layers, output }: NetworkState, arm: number): Promise<ArmNumbers> {
  const read = (stack: Stack) => (stack[arm] as Tensor2D).data() as Promise<Float32Array>;
  return {
    layers: await Promise.all(
      layers.map(async ({ w, parameters: [gamma, beta], running: [mean, variance] }) => ({
        w: await read(w),
        gamma: await read(gamma),
        beta: await read(beta),
        mean: await read(mean),
        variance: await read(variance),
      })),
    ),
    output: { w: await read(output.w), bias: await read(output.bias) },
  };
}
