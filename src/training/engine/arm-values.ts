import type { Norm } from '../../common/experiment/norm.ts';
import { type ArmNumbers, initialNumbers, type LayerNumbers, type Moments } from './arm-numbers.ts';
import { layerShapes } from './layer-shape.ts';
import type { NetworkShape } from './network-shape.ts';

/** The lists of an arm's numbers, in the order in which a checkpoint has them. */
const listsOf = ({ layers, output }: ArmNumbers): readonly Float32Array[] => [
  ...layers.flatMap(({ beta, bias, gamma, mean, moments, variance, w }) => [
    w,
    gamma,
    beta,
    mean,
    variance,
    ...moments.w,
    ...moments.gamma,
    ...moments.beta,
    bias,
    ...moments.bias,
  ]),
  output.w,
  output.bias,
  ...output.moments.w,
  ...output.moments.bias,
];

const lengthOf = (lists: readonly Float32Array[]): number =>
  lists.reduce((total, { length }) => total + length, 0);

/** An arm's numbers, but for its counts of updates, in one list. */
export function valuesOfArm(numbers: ArmNumbers): Float32Array<ArrayBuffer> {
  const lists = listsOf(numbers);
  const values = new Float32Array(lengthOf(lists));
  let from = 0;
  for (const list of lists) {
    values.set(list, from);
    from += list.length;
  }
  return values;
}

/**
 * The numbers of an arm from the list that `valuesOfArm` gave: views of it. Old checkpoints do not say how old gamma and beta are.
 *
 * @throws RangeError when the list has another length than such an arm's
 */
export function armOfValues(
  values: Float32Array,
  updates: number,
  shape: NetworkShape,
  norm: Norm,
  normUpdates = updates,
): ArmNumbers {
  const weights = layerShapes(shape).map(({ fanIn, units }) => new Float32Array(fanIn * units));
  const like = initialNumbers(shape, norm, weights);
  const wanted = lengthOf(listsOf(like));
  const biases = lengthOf(like.layers.flatMap(({ bias, moments }) => [bias, ...moments.bias]));
  // Checkpoints made before these layers had a bias are without it.
  const hasBiases = values.length !== wanted - biases;
  if (values.length !== wanted && hasBiases) {
    throw new RangeError(`${values.length} numbers were stored of a network that has ${wanted}.`);
  }
  let from = 0;
  const take = ({ length }: Float32Array): Float32Array => {
    from += length;
    return values.subarray(from - length, from);
  };
  const takeAll = (moments: Moments): Moments => moments.map(take);
  const takeBias = (bias: Float32Array): Float32Array => (hasBiases ? take(bias) : bias);
  const takeLayer = (own: LayerNumbers): LayerNumbers => {
    const [w, gamma, beta] = [take(own.w), take(own.gamma), take(own.beta)];
    const [mean, variance] = [take(own.mean), take(own.variance)];
    const moments = {
      w: takeAll(own.moments.w),
      gamma: takeAll(own.moments.gamma),
      beta: takeAll(own.moments.beta),
    };
    const bias = takeBias(own.bias);
    return {
      w,
      gamma,
      beta,
      bias,
      mean,
      variance,
      moments: { ...moments, bias: own.moments.bias.map(takeBias) },
    };
  };
  // In the order of `listsOf`, which is the order in which these are written.
  return {
    layers: like.layers.map(takeLayer),
    output: {
      w: take(like.output.w),
      bias: take(like.output.bias),
      moments: { w: takeAll(like.output.moments.w), bias: takeAll(like.output.moments.bias) },
    },
    updates,
    normUpdates,
  };
}
