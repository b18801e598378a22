import * as tf from '@tensorflow/tfjs';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { scheduled } from './reference-optimizer.ts';

/** Does some of tfjs's work on its CPU backend: WebAssembly has no gradient of a convolution's filters. The backend in force comes back. */
export async function onCpu<T>(work: () => Promise<T>): Promise<T> {
  const before = tf.getBackend();
  await tf.setBackend('cpu');
  try {
    return await work();
  } finally {
    await tf.setBackend(before);
  }
}

/** The optimizer as tfjs has it; its epsilons are those of the engine. */
export function tfOptimizer({ momentum, optimizer }: NetworkShape, rate: number): tf.Optimizer {
  switch (optimizer) {
    case 'sgd':
      return tf.train.sgd(rate);
    case 'momentum':
      return tf.train.momentum(rate, momentum);
    case 'nesterov':
      return tf.train.momentum(rate, momentum, true);
    case 'rmsprop':
      return tf.train.rmsprop(rate, 0.9, 0, 1e-8);
    case 'adam':
      return tf.train.adam(rate, 0.9, 0.999, 1e-8);
  }
}

/** Gives the optimizer the rate of a step, from 1, and tells it. */
export function setTfRate(optimizer: tf.Optimizer, shape: NetworkShape, rate: number, step: number): number {
  const own = rate * scheduled(shape, step);
  // Of the optimizers only descent, and those that come of it, can be told; the others are found by name.
  if ('setLearningRate' in optimizer) (optimizer as tf.SGDOptimizer).setLearningRate(own);
  else Object.assign(optimizer, { learningRate: own });
  return own;
}
