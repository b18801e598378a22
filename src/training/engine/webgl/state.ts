import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { CLASSES } from '../../../common/experiment/config.ts';
import type { ArmNumbers, LayerNumbers } from '../arm-numbers.ts';
import type { NetworkState, Operations } from '../operations.ts';
import type { KernelSet } from './kernel-set.ts';
import { strideOf } from './kernels/kernel.ts';
import { armOf, padded, sideBySide } from './layout.ts';
import { only, type WebGlForm } from './webgl-form.ts';

type State = NetworkState<WebGlForm>;
type Ops = Operations<WebGlForm>;
const KEYS = ['gamma', 'beta', 'mean', 'variance'] as const;

/** Uploads a row-major matrix and packs it. */
export function upload(kernels: KernelSet, values: Float32Array, columns: number): Tensor2D {
  const rows = values.length / columns;
  const loose = tensor2d(values, [rows, columns]);
  const packed = kernels.pack(rows, columns)(loose);
  loose.dispose();
  return packed;
}

/** gamma, beta, mean and variance as the rows of one matrix. */
function parameterRows(layer: LayerNumbers, units: number): Float32Array {
  const rows = new Float32Array(KEYS.length * units);
  for (const [row, key] of KEYS.entries()) rows.set(layer[key], row * units);
  return padded(rows, units);
}

/** Builds a state from one arm's numbers; `make` is given one arm's padded matrix and where its tensor is in a state. */
const build = (
  { layers, output }: ArmNumbers,
  units: number,
  make: (values: Float32Array, stride: number, own: (state: State) => Tensor2D) => Tensor2D,
): State => ({
  layers: layers.map((layer, index) => ({
    w: [make(padded(layer.w, units), strideOf(units), (state) => only(layerOf(state, index).w))],
    parameters: make(
      parameterRows(layer, units),
      strideOf(units),
      (state) => layerOf(state, index).parameters,
    ),
  })),
  output: {
    w: [make(output.w, CLASSES, (state) => only(state.output.w))],
    bias: [make(output.bias, CLASSES, (state) => only(state.output.bias))],
  },
});

const layerOf = ({ layers }: State, index: number) => layers[index] as State['layers'][number];

export const createState =
  (kernels: KernelSet, arms: number, units: number): Ops['createState'] =>
  (numbers) =>
    build(numbers, units, (values, stride) =>
      upload(kernels, sideBySide(values, stride, arms), arms * stride),
    );

export const writeArm =
  (kernels: KernelSet, arms: number, units: number): Ops['writeArm'] =>
  (state, arm, numbers) =>
    build(numbers, units, (values, stride, own) => {
      const fresh = upload(kernels, values, stride);
      const replaced = kernels.replaceArm(values.length / stride, arms * stride, arm)(own(state), fresh);
      fresh.dispose();
      return replaced;
    });

export const readArm =
  (arms: number, units: number): Ops['readArm'] =>
  async ({ layers, output }, arm) => {
    const read = async (tensor: Tensor2D, width: number) =>
      armOf((await tensor.data()) as Float32Array, arms, arm, width);
    const row = (rows: Float32Array, index: number) => rows.slice(index * units, (index + 1) * units);
    return {
      layers: await Promise.all(
        layers.map(async ({ w, parameters }) => {
          const rows = await read(parameters, units);
          return {
            w: await read(only(w), units),
            gamma: row(rows, 0),
            beta: row(rows, 1),
            mean: row(rows, 2),
            variance: row(rows, 3),
          };
        }),
      ),
      output: { w: await read(only(output.w), CLASSES), bias: await read(only(output.bias), CLASSES) },
    };
  };
