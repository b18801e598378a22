import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { ArmNumbers, LayerNumbers } from '../arm-numbers.ts';
import type { NetworkState, Operations } from '../operations.ts';
import { type HostForm, pick } from './host-form.ts';
import { valuesOf } from './host-memory.ts';
import type { Stack } from './stack.ts';

type State = NetworkState<HostForm>;
type Ops = Operations<HostForm>;
const KEYS = ['gamma', 'beta', 'mean', 'variance'] as const;

/** A matrix whose width is that of one row more: `like` tells the columns. */
const matrix = (values: Float32Array, like: Float32Array): Tensor2D =>
  tensor2d(values, [values.length / like.length, like.length]);
const row = (values: Float32Array): Tensor2D => matrix(values, values);

/** Builds a state by saying what each stack of it is made of. */
const build = (
  { layers, output }: ArmNumbers,
  stack: (make: () => Tensor2D, own: (state: State) => Stack) => Stack,
): State => ({
  layers: layers.map((layer: LayerNumbers, index) => ({
    w: stack(
      () => matrix(layer.w, layer.gamma),
      (state) => layerOf(state, index).w,
    ),
    parameters: Object.fromEntries(
      KEYS.map((key) => [
        key,
        stack(
          () => row(layer[key]),
          (state) => layerOf(state, index).parameters[key],
        ),
      ]),
    ) as HostForm['parameters'],
  })),
  output: {
    w: stack(
      () => matrix(output.w, output.bias),
      (state) => state.output.w,
    ),
    bias: stack(
      () => row(output.bias),
      (state) => state.output.bias,
    ),
  },
});

const layerOf = ({ layers }: State, index: number) => layers[index] as State['layers'][number];

export const createState =
  (arms: number): Ops['createState'] =>
  (numbers) =>
    build(numbers, (make) => {
      const shared = make();
      return Array.from({ length: arms }, (_, arm) => (arm === 0 ? shared : (shared.clone() as Tensor2D)));
    });

export const writeArm: Ops['writeArm'] = (state, arm, numbers) =>
  build(numbers, (make, own) =>
    own(state).map((tensor, index) => (index === arm ? make() : (tensor?.clone() ?? null))),
  );

/** One arm's numbers, copied. */
export function numbersOf({ layers, output }: State, arm: number): ArmNumbers {
  const read = (stack: Stack) => valuesOf(pick(stack, arm)).slice();
  return {
    layers: layers.map(({ w, parameters: { gamma, beta, mean, variance } }) => ({
      w: read(w),
      gamma: read(gamma),
      beta: read(beta),
      mean: read(mean),
      variance: read(variance),
    })),
    output: { w: read(output.w), bias: read(output.bias) },
  };
}

export const readArm: Ops['readArm'] = async (state, arm) => numbersOf(state, arm);
