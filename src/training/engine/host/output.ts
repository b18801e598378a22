import type { Tensor2D } from '@tensorflow/tfjs-core';
import { CLASSES } from '../../../common/experiment/config.ts';
import type { Operations } from '../operations.ts';
import { column, type HostForm, pick } from './host-form.ts';
import { makeTensor, valuesOf } from './host-memory.ts';
import { disposeAll } from './scope.ts';

type Ops = Operations<HostForm>;

/** z and bias to the gradient of the mean cross-entropy by z; [loss, accuracy] of the batch as [1, 2]. */
function softmaxCrossEntropy(z: Tensor2D, bias: Tensor2D, labels: Uint8Array) {
  const [, batch] = z.shape;
  const [gradient, metrics] = [makeTensor(CLASSES, batch), makeTensor(1, 2)];
  const [logits, shifts, to] = [valuesOf(z), valuesOf(bias), valuesOf(gradient)];
  const own = new Float64Array(CLASSES);
  let loss = 0;
  let right = 0;
  for (let row = 0; row < batch; row++) {
    const label = labels[row] as number;
    let best = 0;
    for (let k = 0; k < CLASSES; k++) {
      own[k] = (logits[k * batch + row] as number) + (shifts[k] as number);
      if ((own[k] as number) > (own[best] as number)) best = k;
    }
    const top = own[best] as number;
    let total = 0;
    for (let k = 0; k < CLASSES; k++) total += Math.exp((own[k] as number) - top);
    const logSum = Math.log(total) + top;
    loss += logSum - (own[label] as number);
    if (best === label) right += 1;
    for (let k = 0; k < CLASSES; k++) {
      const probability = Math.exp((own[k] as number) - logSum);
      to[k * batch + row] = (probability - (k === label ? 1 : 0)) / batch;
    }
  }
  valuesOf(metrics).set([loss / batch, right / batch]);
  return { gradient, metrics };
}

/**
 * Softmax cross-entropy with the largest logit taken off first, so that it is finite whenever the logits are. A tie is
 * decided for the first class.
 */
export const output: Ops['output'] = (z, bias, labels) => {
  const arms = z.map((own, arm) =>
    own === null ? null : softmaxCrossEntropy(own, pick(bias, arm), labels[arm] as Uint8Array),
  );
  return { gradient: column(arms, 'gradient'), metrics: column(arms, 'metrics') };
};

export const readMetrics =
  (arms: number): Ops['readMetrics'] =>
  async (steps) => {
    const loss = new Float32Array(steps.length * arms).fill(Number.NaN);
    const accuracy = loss.slice();
    for (const [step, stack] of steps.entries()) {
      for (const [arm, tensor] of stack.entries()) {
        if (tensor === null) continue;
        const [ownLoss, ownAccuracy] = valuesOf(tensor);
        loss[step * arms + arm] = ownLoss as number;
        accuracy[step * arms + arm] = ownAccuracy as number;
      }
    }
    disposeAll(steps);
    return { loss, accuracy };
  };
