import { cast, matMul, oneHot, type Tensor2D, tensor1d, tensor2d, transpose } from '@tensorflow/tfjs-core';
import { CLASSES, PIXELS } from '../../../common/experiment/config.ts';
import type { NetworkShape } from '../initialisers.ts';
import type { Operations } from '../operations.ts';
import { makeConstants } from './constants.ts';
import { inference } from './inference.ts';
import { normalise, normaliseBackward } from './normalise.ts';
import { output, readMetrics } from './output.ts';
import { eachArm, type PortableForm, pick } from './portable-form.ts';
import { createState, readArm, writeArm } from './state.ts';
import { updateBias, updateParameters, updateWeights } from './update.ts';

/**
 * The operations built from tfjs's own, one arm after the other: they run on every backend, and are what a faster form is
 * held to.
 */
export function portableOperations(
  { activation, batch }: NetworkShape,
  arms: number,
): Operations<PortableForm> {
  const constants = makeConstants(batch);
  return {
    createState: createState(arms),
    readArm,
    writeArm,
    putArms: (switches) => ({ switches, rates: switches.map(({ rate }) => tensor2d([[rate]])) }),
    putBatch({ images, labels }) {
      const shared = tensor2d(images, [images.length / PIXELS, PIXELS]);
      const target = cast(oneHot(tensor1d(Int32Array.from(labels), 'int32'), CLASSES), 'float32') as Tensor2D;
      return { images: Array.from({ length: arms }, () => shared), labels: [target] };
    },
    product: (x, w, { switches }) =>
      x.map((input, arm) =>
        input === null || switches[arm]?.frozen ? null : (matMul(input, pick(w, arm)) as Tensor2D),
      ),
    normalise: normalise(constants, activation),
    output: output(constants),
    normaliseBackward: normaliseBackward(constants, activation),
    gradientOfX: (dz, w) =>
      eachArm(dz, (gradient, arm) => matMul(gradient, transpose(pick(w, arm)) as Tensor2D)),
    updateWeights,
    updateBias: updateBias(constants),
    updateParameters: updateParameters(constants),
    readMetrics: readMetrics(arms),
    readActivations: (h) =>
      Promise.all(
        h.map(async (tensor) => (tensor === null ? null : ((await tensor.data()) as Float32Array))),
      ),
    inference: inference(activation),
    dispose: constants.dispose,
  };
}
