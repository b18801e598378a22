import * as tf from '@tensorflow/tfjs';
import { CLASSES, PIXELS } from '../../src/common/experiment/config.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { Activation } from '../../src/training/engine/operations.ts';
import type { Batch } from './tiny-problem.ts';

/** The same network made of tf.layers, with the same first weights, trained by tf.layers' own fit. */
export function layersOracle(
  start: ArmNumbers,
  { activation, bn, rate }: { activation: Activation; bn: boolean; rate: number },
) {
  const model = tf.sequential();
  for (const [index, { w, gamma, beta }] of start.layers.entries()) {
    const units = gamma.length;
    const input = index === 0 ? { inputShape: [PIXELS] } : {};
    const kernel = tf.tensor2d(w, [w.length / units, units]);
    const weights = bn ? [kernel] : [kernel, tf.tensor1d(beta)];
    model.add(tf.layers.dense({ units, useBias: !bn, weights, ...input }));
    // tf.layers' own defaults are eps 1e-3 and momentum 0.99; its momentum is the share of the old value.
    if (bn) model.add(tf.layers.batchNormalization({ epsilon: 1e-5, momentum: 0.9 }));
    model.add(tf.layers.activation({ activation }));
  }
  const last = [
    tf.tensor2d(start.output.w, [start.output.w.length / CLASSES, CLASSES]),
    tf.tensor1d(start.output.bias),
  ];
  model.add(tf.layers.dense({ units: CLASSES, activation: 'softmax', weights: last }));
  model.compile({ optimizer: tf.train.sgd(rate), loss: 'categoricalCrossentropy' });

  return {
    async step({ images, labels }: Batch): Promise<void> {
      const x = tf.tensor2d(images, [labels.length, PIXELS]);
      const y = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), CLASSES);
      await model.trainOnBatch(x, y);
      tf.dispose([x, y]);
    },
    /** Kernels, and gamma, beta and the moving mean or the bias. The moving variance differs by definition: theirs is biased. */
    async read(): Promise<Record<string, ArrayLike<number>>> {
      const lists: Record<string, ArrayLike<number>> = {};
      let layer = 0;
      for (const one of model.layers) {
        const weights = one.getWeights();
        if (one.getClassName() === 'Dense') layer += 1;
        const names = one.getClassName() === 'Dense' ? ['w', 'beta'] : ['gamma', 'beta', 'mean'];
        for (const [place, name] of names.entries()) {
          const tensor = weights[place];
          if (tensor !== undefined) lists[`${layer} ${name}`] = await tensor.data();
        }
      }
      return lists;
    },
    /** The engine's numbers under the same names. */
    comparable({ layers, output }: ArmNumbers): Record<string, ArrayLike<number>> {
      const lists = layers.flatMap(({ w, gamma, beta, mean }, index): [string, ArrayLike<number>][] => {
        const rest: [string, ArrayLike<number>][] = bn
          ? [
              [`${index + 1} gamma`, gamma],
              [`${index + 1} beta`, beta],
              [`${index + 1} mean`, mean],
            ]
          : [[`${index + 1} beta`, beta]];
        return [[`${index + 1} w`, w], ...rest];
      });
      const end = layers.length + 1;
      return Object.fromEntries([...lists, [`${end} w`, output.w], [`${end} beta`, output.bias]]);
    },
    dispose: () => {
      model.dispose();
    },
  };
}
