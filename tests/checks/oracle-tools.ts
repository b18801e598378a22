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

/** RMSProp as PyTorch has it, its epsilon beside the root; tfjs's has it under the root, where 1e-8 is a floor of 1e-4 on gradients. */
class RmsProp extends tf.Optimizer {
  static readonly className = 'RMSPropOfPyTorch';
  learningRate: number;
  readonly #squares = new Map<string, tf.Variable>();

  constructor(rate: number) {
    super();
    this.learningRate = rate;
  }

  applyGradients(gradients: Parameters<tf.Optimizer['applyGradients']>[0]): void {
    const named = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor] as const)
      : Object.entries(gradients);
    for (const [name, g] of named) {
      const value = tf.engine().registeredVariables[name] as tf.Variable;
      const old = this.#squares.get(name) ?? tf.tidy(() => tf.zerosLike(value).variable(false));
      this.#squares.set(name, old);
      tf.tidy(() => {
        old.assign(tf.add(tf.mul(old, 0.9), tf.mul(tf.square(g), 0.1)));
        value.assign(tf.sub(value, tf.div(tf.mul(g, this.learningRate), tf.add(tf.sqrt(old), 1e-8))));
      });
    }
  }

  override dispose(): void {
    tf.dispose([...this.#squares.values()]);
  }

  getConfig(): tf.serialization.ConfigDict {
    return { learningRate: this.learningRate };
  }
}

/** The optimizer as tfjs has it, or made of its operations; their epsilons are those of the engine. */
export function tfOptimizer({ momentum, optimizer }: NetworkShape, rate: number): tf.Optimizer {
  switch (optimizer) {
    case 'sgd':
      return tf.train.sgd(rate);
    case 'momentum':
      return tf.train.momentum(rate, momentum);
    case 'nesterov':
      return tf.train.momentum(rate, momentum, true);
    case 'rmsprop':
      return new RmsProp(rate);
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
