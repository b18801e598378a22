import * as tf from '@tensorflow/tfjs';
import { CLASSES, PIXELS } from '../../src/common/experiment/config.ts';
import type { DigitSet } from '../../src/training/data/dataset.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import { startBackend } from '../../src/training/engine/backends/start-backend.ts';
import { inTurn } from './batches.ts';
import type { Contestant, Problem } from './contestant.ts';
import { startNumbers } from './start-numbers.ts';
import { tensorBatches } from './tensor-batches.ts';
import { wasmFiles } from './wasm-files.ts';

/** `tf.layers`, as its manual teaches it: one model an arm, trained by trainOnBatch, which waits for the loss. */
export async function makeLayers(problem: Problem, set: DigitSet): Promise<Contestant> {
  await startBackend(problem.backend, wasmFiles);
  const start = startNumbers(problem);
  const models = problem.arms.map(({ bn, rate }) => {
    const model = makeModel(start, bn);
    model.compile({ optimizer: tf.train.sgd(rate), loss: 'categoricalCrossentropy' });
    return model;
  });
  const next = inTurn(tensorBatches(problem, set));
  let losses: number[] = [];
  return {
    async step() {
      const { images, labels } = next();
      const seen: number[] = [];
      for (const model of models) seen.push((await model.trainOnBatch(images, labels)) as number);
      losses = seen;
    },
    sync: async () => undefined,
    losses: async () => losses,
    looks: () => 0,
    memory: () => ({}),
  };
}

function makeModel(start: ArmNumbers, bn: boolean): tf.Sequential {
  const model = tf.sequential();
  for (const [index, { w, gamma, beta }] of start.layers.entries()) {
    const units = gamma.length;
    const input = index === 0 ? { inputShape: [PIXELS] } : {};
    const kernel = tf.tensor2d(w, [w.length / units, units]);
    const weights = bn ? [kernel] : [kernel, tf.tensor1d(beta)];
    model.add(tf.layers.dense({ units, useBias: !bn, weights, ...input }));
    if (bn) model.add(tf.layers.batchNormalization({ epsilon: 1e-5, momentum: 0.9 }));
    model.add(tf.layers.activation({ activation: 'relu' }));
  }
  const { w, bias } = start.output;
  const weights = [tf.tensor2d(w, [w.length / CLASSES, CLASSES]), tf.tensor1d(bias)];
  model.add(tf.layers.dense({ units: CLASSES, activation: 'softmax', weights }));
  return model;
}
