import * as tf from '@tensorflow/tfjs';
import { CLASSES } from '../../src/common/experiment/config.ts';
import { PAPER_NORM } from '../../src/common/experiment/norm.ts';
import type { DigitSet } from '../../src/training/data/dataset.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import { startBackend } from '../../src/training/engine/backends/start-backend.ts';
import { inTurn } from './batches.ts';
import type { Contestant, Problem } from './contestant.ts';
import { readAhead } from './read-ahead.ts';
import { startNumbers } from './start-numbers.ts';
import { tensorBatches } from './tensor-batches.ts';
import { wasmFiles } from './wasm-files.ts';

/** tfjs without tf.layers: a forward pass written by hand, one tape for all arms, never waiting for a loss. */
export async function makeAutodiff(problem: Problem, set: DigitSet): Promise<Contestant> {
  await startBackend(problem.backend, wasmFiles);
  const start = startNumbers(problem);
  const arms = problem.arms.map(({ bn }) => makeArm(start, bn));
  const next = inTurn(tensorBatches(problem, set));
  const optimizers = problem.arms.map(({ rate }) => tf.train.sgd(rate));
  const variables = arms.flatMap((arm) => arm.trained);
  let last: tf.Scalar[] = [];
  let losses: readonly number[] = [];

  const reads = readAhead(async () => {
    losses = await Promise.all(last.map(async (loss) => (await loss.data())[0] ?? Number.NaN));
  });
  return {
    step() {
      const { images, labels } = next();
      const seen: tf.Scalar[] = [];
      const { value, grads } = tf.variableGrads(() => {
        for (const arm of arms)
          seen.push(tf.keep(tf.losses.softmaxCrossEntropy(labels, arm.logits(images)) as tf.Scalar));
        return tf.addN(seen) as tf.Scalar;
      }, variables);
      optimizers.forEach((optimizer, arm) => {
        const names = (arms[arm]?.trained ?? []).map(({ name }) => name);
        optimizer.applyGradients(Object.fromEntries(names.map((name) => [name, grads[name] as tf.Tensor])));
      });
      tf.dispose([value, grads, last]);
      last = seen;
      return reads.stepped();
    },
    sync: reads.settle,
    async losses() {
      await reads.settle();
      return losses;
    },
    looks: () => 0,
    memory: () => ({}),
  };
}

/** The variables of an arm, and its forward pass. */
function makeArm(start: ArmNumbers, bn: boolean) {
  const layers = start.layers.map(({ w, gamma, beta, mean, variance }) => ({
    w: tf.variable(tf.tensor2d(w, [w.length / gamma.length, gamma.length])),
    gamma: tf.variable(tf.tensor1d(gamma), bn),
    beta: tf.variable(tf.tensor1d(beta)),
    mean: tf.variable(tf.tensor1d(mean), false),
    variance: tf.variable(tf.tensor1d(variance), false),
  }));
  const { w, bias } = start.output;
  const output = {
    w: tf.variable(tf.tensor2d(w, [w.length / CLASSES, CLASSES])),
    bias: tf.variable(tf.tensor1d(bias)),
  };
  const trained = layers.flatMap((layer) => [layer.w, layer.beta, ...(bn ? [layer.gamma] : [])]);
  return {
    trained: [...trained, output.w, output.bias],
    logits(images: tf.Tensor2D): tf.Tensor2D {
      let h = images;
      for (const layer of layers) {
        const z = tf.matMul(h, layer.w);
        if (!bn) {
          h = tf.relu(tf.add(z, layer.beta));
          continue;
        }
        const { mean, variance } = tf.moments(z, 0);
        keepRunning(layer.mean, mean);
        keepRunning(layer.variance, variance);
        h = tf.relu(
          tf.batchNorm(
            z,
            mean as tf.Tensor1D,
            variance as tf.Tensor1D,
            layer.beta,
            layer.gamma,
            PAPER_NORM.epsilon,
          ),
        ) as tf.Tensor2D;
      }
      return tf.add(tf.matMul(h, output.w), output.bias);
    },
  };
}

const keepRunning = (running: tf.Variable, newest: tf.Tensor): void =>
  running.assign(tf.add(tf.mul(running, 1 - PAPER_NORM.momentum), tf.mul(newest, PAPER_NORM.momentum)));
