import {
  add,
  argMax,
  cast,
  concat,
  div,
  equal,
  exp,
  expandDims,
  log,
  matMul,
  max,
  mul,
  neg,
  sub,
  sum,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import type { Operations } from '../operations.ts';
import { tensorsOf } from '../stack.ts';
import type { Constants } from './constants.ts';
import { column, type PortableForm, pick } from './portable-form.ts';

type Ops = Operations<PortableForm>;

/**
 * Softmax cross-entropy with the largest logit taken off first, so that it is finite whenever the logits are. A tie is
 * decided for the first class. The metrics of an arm are one tensor [1, 2]: loss, accuracy.
 */
export const output =
  (constants: Constants): Ops['output'] =>
  (z, bias, labels) => {
    const target = pick(labels, 0);
    const truth = argMax(target, 1);
    const arms = z.map((own, arm) => {
      if (own === null) return null;
      const logits: Tensor2D = add(own, pick(bias, arm));
      const shifted: Tensor2D = sub(logits, max(logits, 1, true));
      const logProbability: Tensor2D = sub(shifted, log(sum(exp(shifted), 1, true)));
      const gains: Tensor2D = sum(mul(logProbability, target), 1, true);
      const right = expandDims(cast(equal(argMax(logits, 1), truth), 'float32'), 1) as Tensor2D;
      const loss: Tensor2D = neg(matMul(constants.meanRow, gains));
      const metrics: Tensor2D = concat([loss, matMul(constants.meanRow, right) as Tensor2D], 1);
      // Divided, not multiplied: a packed WebGL texture of an odd batch has a row of padding, here infinite, and of tfjs's
      // programs only the one for division clears it. Products would carry it into every weight.
      const gradient: Tensor2D = div(sub(exp(logProbability), target), constants.batch);
      return { gradient, metrics };
    });
    return { gradient: column(arms, 'gradient'), metrics: column(arms, 'metrics') };
  };

export const readMetrics =
  (arms: number): Ops['readMetrics'] =>
  async (steps) => {
    const loss = new Float32Array(steps.length * arms).fill(Number.NaN);
    const accuracy = loss.slice();
    const tensors = tensorsOf(...steps);
    if (tensors.length === 0) return { loss, accuracy };
    const joined = concat(tensors, 0);
    for (const tensor of tensors) tensor.dispose();
    const values = await joined.data();
    joined.dispose();
    let next = 0;
    for (const [step, stack] of steps.entries()) {
      for (const [arm, tensor] of stack.entries()) {
        if (tensor === null) continue;
        loss[step * arms + arm] = values[next++] as number;
        accuracy[step * arms + arm] = values[next++] as number;
      }
    }
    return { loss, accuracy };
  };
