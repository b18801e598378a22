import type { Norm } from '../../../common/experiment/norm.ts';
import { type ArmNumbers, hasBias, type LayerNumbers } from '../arm-numbers.ts';
import { type LayerShape, layerShapes } from '../layer-shape.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { NetworkState, Operations } from '../operations.ts';
import {
  packBias,
  packParameters,
  packWeights,
  unpackBias,
  unpackParameters,
  unpackWeights,
} from './arm-matrices.ts';
import type { Gpu } from './gpu/gpu.ts';
import type { Matrix } from './gpu/matrix.ts';
import type { KernelSet } from './kernel-set.ts';
import { strideOf } from './kernels/code.ts';
import type { NormSize } from './kernels/normalise-code.ts';
import { replaceArm } from './kernels/replace-arm.ts';
import { parameterRows } from './kernels/update-parameters.ts';
import { armOf, sideBySide } from './layout.ts';
import type { WebGlForm } from './webgl-form.ts';

type State = NetworkState<WebGlForm>;
type Ops = Operations<WebGlForm>;

const NONE = new Float32Array(0);

/** One arm's values for a matrix of the state, as they would lie if there were no other arm. */
interface OwnMatrix {
  readonly values: Float32Array;
  readonly rows: number;
  readonly stride: number;
}

/** Where the arms' numbers lie on the GPU, and how they come there and back. */
export function stateOf(gpu: Gpu, kernels: KernelSet, shape: NetworkShape, norms: readonly Norm[]) {
  const layers = layerShapes(shape);
  const hidden = layers.slice(0, -1);
  const output = layers.at(-1) as LayerShape;
  const arms = norms.length;
  const sizeOf = (layer: LayerShape): NormSize => kernels.of(layer).size;

  const ownWeights = (layer: LayerShape, { moments, w }: LayerNumbers | ArmNumbers['output']): OwnMatrix => {
    const values = packWeights(layer, w, moments.w);
    return { values, rows: values.length / strideOf(layer.units), stride: strideOf(layer.units) };
  };
  const ownParameters = (layer: LayerShape, numbers: LayerNumbers): OwnMatrix => {
    const values = packParameters(sizeOf(layer), shape, numbers);
    const rows = kernels.of(layer).hasPlaces
      ? layer.grid.height * parameterRows(shape)
      : parameterRows(shape);
    return { values, rows, stride: strideOf(layer.units) };
  };
  const ownBias = (layer: LayerShape, numbers: LayerNumbers | ArmNumbers['output']): OwnMatrix => {
    const [values, stride] = [packBias(layer, numbers), strideOf(layer.units)];
    return { values, rows: values.length / stride, stride };
  };

  /** Builds a state; `make` is told how to take its own from an arm's numbers, and where the matrix is in a state. */
  const build = (
    make: (own: (numbers: ArmNumbers) => OwnMatrix, old: (state: State) => Matrix) => Matrix,
  ): State => ({
    layers: hidden.map((layer, index) => {
      const numbersOf = ({ layers }: ArmNumbers) => layers[index] as LayerNumbers;
      const matricesOf = ({ layers }: State) => layers[index] as State['layers'][number];
      return {
        w: make(
          (numbers) => ownWeights(layer, numbersOf(numbers)),
          (state) => matricesOf(state).w,
        ),
        bias: kernels.of(layer).hasBiases
          ? make(
              (numbers) => ownBias(layer, numbersOf(numbers)),
              (state) => matricesOf(state).bias as Matrix,
            )
          : null,
        parameters: make(
          (numbers) => ownParameters(layer, numbersOf(numbers)),
          (state) => matricesOf(state).parameters,
        ),
      };
    }),
    output: {
      w: make(
        ({ output: own }) => ownWeights(output, own),
        (state) => state.output.w,
      ),
      bias: make(
        ({ output: own }) => ownBias(output, own),
        (state) => state.output.bias,
      ),
    },
  });

  const createState: Ops['createState'] = (numbers) =>
    build((own) => {
      const matrices = numbers.map(own);
      const { rows, stride, values } = matrices[0] as OwnMatrix;
      const all = sideBySide(
        matrices.map((matrix) => matrix.values),
        stride,
      );
      return gpu.upload(all, (values.length / rows) * arms);
    });

  const writeArm: Ops['writeArm'] = (state, arm, numbers) =>
    gpu.scope(() =>
      build((own, old) => {
        const { rows, stride, values } = own(numbers);
        const all = old(state);
        const replace = gpu.kernel(replaceArm(all.rows, all.columns, { arm, arms, stride }));
        return replace(all, gpu.upload(values, values.length / rows));
      }),
    );

  const readArms: Ops['readArms'] = async (state, wanted) => {
    const matrices = [
      ...state.layers.flatMap(({ bias, parameters, w }) => [w, parameters, ...(bias === null ? [] : [bias])]),
      state.output.w,
      state.output.bias,
    ];
    const values = await gpu.read(matrices);
    return wanted.map((arm) => numbersOf(values, arm));
  };

  function numbersOf(values: readonly Float32Array[], arm: number): ArmNumbers {
    const own = (index: number, { units }: LayerShape) =>
      armOf(values[index] as Float32Array, { arm, arms, stride: strideOf(units) });
    const norm = norms[arm] as Norm;
    const perLayer = (values.length - 2) / hidden.length;
    const last = unpackWeights(output, own(values.length - 2, output), shape);
    const bias = unpackBias(output, own(values.length - 1, output));
    const isPerActivation = norm.parameters === 'activation';
    const biasOf = (layer: LayerShape, moments: number, at: number) =>
      hasBias(layer, norm)
        ? unpackBias(layer, own(at, layer))
        : { bias: NONE, moments: Array.from({ length: moments }, () => NONE) };
    return {
      layers: hidden.map((layer, index) => {
        const first = perLayer * index;
        const { moments, w } = unpackWeights(layer, own(first, layer), shape);
        const parameters = unpackParameters(sizeOf(layer), shape, own(first + 1, layer), isPerActivation);
        const beside = biasOf(layer, moments.length, first + 2);
        return {
          w,
          ...parameters,
          bias: beside.bias,
          moments: { w: moments, ...parameters.moments, bias: beside.moments },
        };
      }),
      output: { w: last.w, bias: bias.bias, moments: { w: last.moments, bias: bias.moments } },
      updates: 0,
      normUpdates: 0,
    };
  }
  return { createState, writeArm, readArms };
}
