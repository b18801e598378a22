import { concat, type Tensor2D } from '@tensorflow/tfjs-core';
import { CLASSES, PIXELS } from '../../../common/experiment/config.ts';
import type { NetworkShape } from '../initialisers.ts';
import type { Operations } from '../operations.ts';
import { tensorsOf } from '../stack.ts';
import { compileTogether } from './compile-together.ts';
import { inference } from './inference.ts';
import { kernelSet } from './kernel-set.ts';
import { armOf } from './layout.ts';
import { settingsOf } from './settings.ts';
import { createState, readArm, upload, writeArm } from './state.ts';
import { only, type WebGlForm } from './webgl-form.ts';

/**
 * The operations as WebGL programs of our own, each for all arms at once: 8 a hidden layer and a few for the output, however
 * many arms there are. Arms lie side by side in the columns, so that every tensor has two dimensions.
 */
export function webGlOperations(
  { activation, batch, width: units }: NetworkShape,
  arms: number,
): Operations<WebGlForm> {
  const kernels = kernelSet(arms, units, activation);
  let frozen: readonly boolean[] = [];
  return {
    prepare: compileTogether,
    createState: createState(kernels, arms, units),
    readArm: readArm(arms, units),
    writeArm: writeArm(kernels, arms, units),
    putArms(switches) {
      frozen = switches.map((arm) => arm.frozen);
      const put = (width: number) => {
        const settings = settingsOf(switches, width);
        return upload(kernels, settings, settings.length / 2);
      };
      return { switches, hidden: put(units), output: put(CLASSES) };
    },
    putBatch({ images, labels }) {
      const target = new Float32Array(labels.length * CLASSES);
      for (const [row, label] of labels.entries()) target[row * CLASSES + label] = 1;
      return {
        images: [upload(kernels, images, PIXELS)],
        labels: [upload(kernels, target, CLASSES)],
      };
    },
    product(x, w) {
      const [input, weights] = [only(x), only(w)];
      return [kernels.product(input.shape[0], weights, input)(input, weights)];
    },
    normalise(z, parameters, { hidden }) {
      const own = only(z);
      const statistics = kernels.statistics(batch)(own, hidden);
      const h = kernels.normaliseActivate(batch)(own, statistics, parameters);
      return { h: [h], kept: { z: own, statistics } };
    },
    output(z, bias, labels, { output }) {
      const inputs = [only(z), only(bias), only(labels)] as const;
      return {
        gradient: [kernels.outputGradient(batch)(...inputs)],
        metrics: [kernels.outputMetrics(batch)(...inputs, output)],
      };
    },
    normaliseBackward(dh, h, { statistics, z }, parameters, { hidden }) {
      const inputs = [only(dh), only(h), z, statistics] as const;
      const sums = kernels.parameterSums(batch)(...inputs);
      return { dz: [kernels.gradientOfZ(batch)(...inputs, parameters, sums, hidden)], sums };
    },
    gradientOfX: (dz, w) => [kernels.gradientOfX(batch, only(w), null)(only(dz), only(w))],
    updateWeights(w, x, dz, { hidden, output }) {
      const [weights, input] = [only(w), only(x)];
      const settings = weights.shape[1] === hidden.shape[1] ? hidden : output;
      return [kernels.updateWeights(batch, weights, input)(weights, input, only(dz), settings)];
    },
    updateBias: (bias, dz, { output }) => [kernels.updateBias(batch)(only(bias), only(dz), output)],
    updateParameters: (parameters, sums, { statistics }, { hidden }) =>
      kernels.updateParameters(batch)(parameters, sums, statistics, hidden),
    async readMetrics(steps) {
      const loss = new Float32Array(steps.length * arms);
      const accuracy = loss.slice();
      const tensors = tensorsOf(...steps);
      if (tensors.length === 0) return { loss, accuracy };
      const joined = concat(tensors, 0);
      for (const tensor of tensors) tensor.dispose();
      const values = await joined.data();
      joined.dispose();
      for (let index = 0; index < loss.length; index++) {
        loss[index] = values[2 * index] as number;
        accuracy[index] = values[2 * index + 1] as number;
      }
      return { loss, accuracy };
    },
    async readActivations(h) {
      const tensor: Tensor2D = only(h);
      const values = (await tensor.data()) as Float32Array;
      return frozen.map((stands, arm) => (stands ? null : armOf(values, arms, arm, units)));
    },
    inference: inference(kernels, arms, units),
    dispose: () => undefined,
  };
}
