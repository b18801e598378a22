import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { ArmNumbers, LayerNumbers } from '../arm-numbers.ts';
import type { NetworkState, Operations } from '../operations.ts';
import { type HostForm, PARAMETERS, pick } from './host-form.ts';
import { turnValues, valuesOf } from './host-memory.ts';
import type { Stack } from './stack.ts';

type State = NetworkState<HostForm>;
type Ops = Operations<HostForm>;
const KEYS = Object.keys(PARAMETERS) as (keyof typeof PARAMETERS)[];

/** Row-major weights [in, out] as a tensor [out, in]; the bias, or another list, tells how many `out` are. */
export function turnedWeights(w: Float32Array, { length: out }: Float32Array): Tensor2D {
  const values = new Float32Array(w.length);
  turnValues(w, values, w.length / out, out);
  return tensor2d(values, [out, w.length / out]);
}

function parameterRows(layer: LayerNumbers): Tensor2D {
  const units = layer.gamma.length;
  const rows = new Float32Array(KEYS.length * units);
  for (const key of KEYS) rows.set(layer[key], PARAMETERS[key] * units);
  return tensor2d(rows, [KEYS.length, units]);
}

const row = (values: Float32Array): Tensor2D => tensor2d(values, [1, values.length]);

/** Builds a state by saying what each stack of it is made of. */
const build = (
  { layers, output }: ArmNumbers,
  stack: (make: () => Tensor2D, own: (state: State) => Stack) => Stack,
): State => ({
  layers: layers.map((layer, index) => ({
    w: stack(
      () => turnedWeights(layer.w, layer.gamma),
      (state) => layerOf(state, index).w,
    ),
    parameters: stack(
      () => parameterRows(layer),
      (state) => layerOf(state, index).parameters,
    ),
  })),
  output: {
    w: stack(
      () => turnedWeights(output.w, output.bias),
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
  const weights = (stack: Stack) => {
    const tensor = pick(stack, arm);
    const values = new Float32Array(tensor.size);
    turnValues(valuesOf(tensor), values, ...tensor.shape);
    return values;
  };
  const rowOf = (tensor: Tensor2D, index: number) => {
    const units = tensor.shape[1];
    return valuesOf(tensor).slice(index * units, (index + 1) * units);
  };
  return {
    layers: layers.map(({ parameters, w }) => {
      const own = pick(parameters, arm);
      return {
        w: weights(w),
        gamma: rowOf(own, PARAMETERS.gamma),
        beta: rowOf(own, PARAMETERS.beta),
        mean: rowOf(own, PARAMETERS.mean),
        variance: rowOf(own, PARAMETERS.variance),
      };
    }),
    output: { w: weights(output.w), bias: rowOf(pick(output.bias, arm), 0) },
  };
}

export const readArm: Ops['readArm'] = async (state, arm) => numbersOf(state, arm);
