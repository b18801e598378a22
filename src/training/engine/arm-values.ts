import type { Norm } from '../../common/experiment/norm.ts';
import { type ArmNumbers, initialNumbers, type LayerNumbers, type Moments } from './arm-numbers.ts';
import { layerShapes } from './layer-shape.ts';
import type { NetworkShape } from './network-shape.ts';

/** The lists of an arm's numbers, in the order in which a checkpoint has them. */
const listsOf = ({ layers, output }: ArmNumbers): readonly Float32Array[] => [
  ...layers.flatMap(({ beta, gamma, mean, moments, variance, w }) => [
    w,
    gamma,
    beta,
    mean,
    variance,
    ...moments.w,
    ...moments.gamma,
    ...moments.beta,
  ]),
  output.w,
  output.bias,
  ...output.moments.w,
  ...output.moments.bias,
];

/** An arm's numbers, but for its counts of updates, in one list. */
export function valuesOfArm(numbers: ArmNumbers): Float32Array<ArrayBuffer> {
  const lists = listsOf(numbers);
  const values = new Float32Array(lists.reduce((total, list) => total + list.length, 0));
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
  const wanted = listsOf(like).reduce((total, list) => total + list.length, 0);
  if (values.length !== wanted) {
    throw new RangeError(`${values.length} numbers were stored of a network that has ${wanted}.`);
  }
  let from = 0;
  const take = ({ length }: Float32Array): Float32Array => {
    from += length;
    return values.subarray(from - length, from);
  };
  const takeAll = (moments: Moments): Moments => moments.map(take);
  const takeLayer = (own: LayerNumbers): LayerNumbers => ({
    w: take(own.w),
    gamma: take(own.gamma),
    beta: take(own.beta),
    mean: take(own.mean),
    variance: take(own.variance),
    moments: {
      w: takeAll(own.moments.w),
      gamma: takeAll(own.moments.gamma),
      beta: takeAll(own.moments.beta),
    },
  });
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
