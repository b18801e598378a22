import {
  add,
  argMax,
  cast,
  div,
  equal,
  exp,
  expandDims,
  log,
  matMul,
  max,
  mul,
  neg,
  oneHot,
  sub,
  sum,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
} from '@tensorflow/tfjs-core';
import { CLASSES } from '../../../common/experiment/config.ts';
import type { Operations } from '../operations.ts';
import type { Constants } from './constants.ts';
import { eachArm, pick } from './each-arm.ts';

/**
 * Softmax cross-entropy with the largest logit taken off first, so that it is finite whenever the logits are.
 * A tie is decided for the first class, as everywhere else.
 */
export const output =
  (constants: Constants): Operations['output'] =>
  (z, bias, labels) => {
    const truth: Tensor1D = tensor1d(Int32Array.from(labels), 'int32');
    const target = cast(oneHot(truth, CLASSES), 'float32') as Tensor2D;
    const loss: (Tensor2D | null)[] = [];
    const accuracy: (Tensor2D | null)[] = [];
    const gradient = eachArm(z, (own, arm) => {
      const logits: Tensor2D = add(own, pick(bias, arm));
      const shifted: Tensor2D = sub(logits, max(logits, 1, true));
      const logSum: Tensor2D = log(sum(exp(shifted), 1, true));
      const logProbability: Tensor2D = sub(shifted, logSum);
      const perImage: Tensor2D = sum(mul(logProbability, target), 1, true);
      loss[arm] = neg(matMul(constants.meanRow, perImage));
      const right = cast(equal(argMax(logits, 1), truth), 'float32');
      accuracy[arm] = matMul(constants.meanRow, expandDims(right, 1) as Tensor2D);
      // Divided, not multiplied: a packed WebGL texture of an odd batch has a row of padding, here infinite, and of tfjs's
      // programs only the one for division clears it. Products would carry it into every weight.
      return div(sub(exp(logProbability), target), constants.batch);
    });
    return {
      loss: z.map((_, arm) => loss[arm] ?? null),
      accuracy: z.map((_, arm) => accuracy[arm] ?? null),
      gradient,
    };
  };
