import { keepsBias, type Norm } from '../../common/experiment/norm.ts';
import { initialWeights } from './initialisers.ts';
import { type LayerShape, layerShapes, placesOf } from './layer-shape.ts';
import type { NetworkShape } from './network-shape.ts';
import { momentsOf } from './optimizers.ts';

/** What an optimizer remembers of some values: as many lists as it has moments, each as long as the values. */
export type Moments = readonly Float32Array[];

/** One hidden layer of one arm. W is row-major [in, out], of a convolution [(channel, row, column), out]. */
export interface LayerNumbers {
  readonly w: Float32Array;
  /** [out], or [out, places] where each activation has its own; 1 without BN. */
  readonly gamma: Float32Array;
  /** As gamma; the bias without BN. */
  readonly beta: Float32Array;
  /**
   * [out], added to x W: of a layer whose normalization does not take it out again, see `keepsBias`, and 0 while that is off. Empty elsewhere.
   */
  readonly bias: Float32Array;
  /** Running mean and variance, [out]; not read without BN. */
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  readonly moments: Readonly<Record<'w' | 'gamma' | 'beta' | 'bias', Moments>>;
}

/** All that training changes in one arm, in the browser's own memory. */
export interface ArmNumbers {
  readonly layers: readonly LayerNumbers[];
  readonly output: {
    readonly w: Float32Array;
    readonly bias: Float32Array;
    readonly moments: { readonly w: Moments; readonly bias: Moments };
  };
  /** Steps that the optimizer has made: Adam's t. */
  readonly updates: number;
  /** The same of gamma and beta in the layers that can have normalization: they begin again when it is switched on or off. */
  readonly normUpdates: number;
}

/** An arm before its first step: gamma 1, beta 0, running statistics (0, 1). */
export function initialNumbers(
  shape: NetworkShape,
  norm: Norm,
  weights: readonly Float32Array[] = initialWeights(shape),
): ArmNumbers {
  const layers = layerShapes(shape);
  const zeros = zeroMoments(shape.optimizer);
  const output = {
    w: weights.at(-1) as Float32Array,
    bias: new Float32Array((layers.at(-1) as LayerShape).units),
  };
  return {
    layers: layers
      .slice(0, -1)
      .map((layer, index) => freshLayer(layer, weights[index] as Float32Array, norm, zeros)),
    output: { ...output, moments: { w: zeros(output.w), bias: zeros(output.bias) } },
    updates: 0,
    normUpdates: 0,
  };
}

/** The arm as an optimizer finds it that remembers nothing yet. */
export function withoutMemory(numbers: ArmNumbers, optimizer: NetworkShape['optimizer']): ArmNumbers {
  const zeros = zeroMoments(optimizer);
  const { bias, w } = numbers.output;
  return {
    ...numbers,
    layers: numbers.layers.map((own) => ({
      ...own,
      moments: { w: zeros(own.w), gamma: zeros(own.gamma), beta: zeros(own.beta), bias: zeros(own.bias) },
    })),
    output: { w, bias, moments: { w: zeros(w), bias: zeros(bias) } },
  };
}

/**
 * The first moment of everything that an arm learns, list by list. A layer that is not normalized has one bias for each unit, which counts
 * once, also where it is written down for each activation.
 */
export const firstMoments = (
  { layers, output }: ArmNumbers,
  shapes: readonly LayerShape[],
  { bn, norm }: { readonly bn: boolean; readonly norm: Norm },
): readonly Float32Array[] =>
  [
    ...layers.flatMap(({ moments: { beta, bias, gamma, w } }, index) => {
      const layer = shapes[index] as LayerShape;
      return bn && normalises(layer, norm)
        ? [w, gamma, beta, bias]
        : [w, beta.map((moment) => onePerUnit(moment, layer))];
    }),
    output.moments.w,
    output.moments.bias,
  ].flatMap(([first]) => first ?? []);

/** One value of each unit, of a list that may have one for each activation, all of a unit alike. */
export const onePerUnit = (list: Float32Array, { units }: LayerShape): Float32Array =>
  list.filter((_, at) => at % (list.length / units) === 0);

const zeroMoments =
  (optimizer: NetworkShape['optimizer']) =>
  (values: Float32Array): Moments =>
    Array.from({ length: momentsOf(optimizer) }, () => new Float32Array(values.length));

/** Whether the linear part of a layer has a bias beside its normalization. */
export const hasBias = (layer: LayerShape, norm: Norm): boolean => normalises(layer, norm) && keepsBias(norm);

/** How many gammas, and betas, an arm has in a layer. */
const parametersOf = (layer: LayerShape, { parameters }: Norm): number =>
  layer.units * (parameters === 'activation' ? placesOf(layer) : 1);

function freshLayer(
  layer: LayerShape,
  w: Float32Array,
  norm: Norm,
  zeros: (values: Float32Array) => Moments,
): LayerNumbers {
  const [gamma, beta] = [
    new Float32Array(parametersOf(layer, norm)).fill(1),
    new Float32Array(parametersOf(layer, norm)),
  ];
  const bias = new Float32Array(hasBias(layer, norm) ? layer.units : 0);
  return {
    w,
    gamma,
    beta,
    bias,
    mean: new Float32Array(layer.units),
    variance: new Float32Array(layer.units).fill(1),
    moments: { w: zeros(w), gamma: zeros(gamma), beta: zeros(beta), bias: zeros(bias) },
  };
}

/**
 * The arm with a fresh normalization in every layer that has one. A bias stays where that does not take it out again, and goes elsewhere.
 * What the optimizer remembers of W stays.
 */
export const withFreshNorm = (numbers: ArmNumbers, shape: NetworkShape, norm: Norm): ArmNumbers => ({
  ...numbers,
  normUpdates: 0,
  layers: layerShapes(shape)
    .slice(0, -1)
    .map((layer, index) => {
      const own = numbers.layers[index] as LayerNumbers;
      if (!normalises(layer, norm)) return own;
      const fresh = freshLayer(layer, own.w, norm, zeroMoments(shape.optimizer));
      const bias = hasBias(layer, norm) ? onePerUnit(own.beta, layer) : fresh.bias;
      return { ...fresh, bias, moments: { ...fresh.moments, w: own.moments.w } };
    }),
});

/** Whether a layer has normalization in an arm that has it. */
export const normalises = ({ isLastHidden, isOutput }: LayerShape, { where }: Norm): boolean =>
  isLastHidden || (where === 'all' && !isOutput);
