import { CLASSES } from '../../../common/experiment/config.ts';
import type { ArmNumbers, LayerNumbers } from '../arm-numbers.ts';
import type { NetworkState, Operations } from '../operations.ts';
import type { Gpu } from './gpu/gpu.ts';
import type { Matrix } from './gpu/matrix.ts';
import { replaceArmIn } from './kernel-set.ts';
import { strideOf } from './kernels/code.ts';
import { armOf, padded, sideBySide } from './layout.ts';
import type { WebGlForm } from './webgl-form.ts';

type State = NetworkState<WebGlForm>;
type Ops = Operations<WebGlForm>;
const KEYS = ['gamma', 'beta', 'mean', 'variance'] as const;

/** gamma, beta, mean and variance as the rows of one matrix. */
function parameterRows(layer: LayerNumbers, units: number): Float32Array {
  const rows = new Float32Array(KEYS.length * units);
  for (const [row, key] of KEYS.entries()) rows.set(layer[key], row * units);
  return rows;
}

/** Builds a state from one arm's numbers; `make` is given one arm's padded matrix and where its own is in a state. */
const build = (
  { layers, output }: ArmNumbers,
  units: number,
  make: (values: Float32Array, stride: number, own: (state: State) => Matrix) => Matrix,
): State => {
  const put = (values: Float32Array, width: number, own: (state: State) => Matrix) =>
    make(padded(values, width), strideOf(width), own);
  return {
    layers: layers.map((layer, index) => ({
      w: put(layer.w, units, (state) => layerOf(state, index).w),
      parameters: put(parameterRows(layer, units), units, (state) => layerOf(state, index).parameters),
    })),
    output: {
      w: put(output.w, CLASSES, (state) => state.output.w),
      bias: put(output.bias, CLASSES, (state) => state.output.bias),
    },
  };
};

const layerOf = ({ layers }: State, index: number) => layers[index] as State['layers'][number];

export const createState =
  (gpu: Gpu, arms: number, units: number): Ops['createState'] =>
  (numbers) =>
    build(numbers, units, (values, stride) => gpu.upload(sideBySide(values, stride, arms), arms * stride));

export const writeArm =
  (gpu: Gpu, arms: number, units: number): Ops['writeArm'] =>
  (state, arm, numbers) =>
    gpu.scope(() =>
      build(numbers, units, (values, stride, own) =>
        replaceArmIn(gpu, values.length / stride, arms, stride, arm)(own(state), gpu.upload(values, stride)),
      ),
    );

export const readArm =
  (gpu: Gpu, arms: number, units: number): Ops['readArm'] =>
  async ({ layers, output }, arm) => {
    const matrices = [...layers.flatMap(({ parameters, w }) => [w, parameters]), output.w, output.bias];
    const values = await gpu.read(matrices);
    const own = (index: number, width: number) => armOf(values[index] as Float32Array, arms, arm, width);
    return {
      layers: layers.map((_, layer) => {
        const rows = own(2 * layer + 1, units);
        const row = (index: number) => rows.slice(index * units, (index + 1) * units);
        return {
          w: own(2 * layer, units),
          gamma: row(0),
          beta: row(1),
          mean: row(2),
          variance: row(3),
        };
      }),
      output: { w: own(matrices.length - 2, CLASSES), bias: own(matrices.length - 1, CLASSES) },
    };
  };
