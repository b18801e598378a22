import { matMul, type Tensor2D, tensor2d, transpose } from '@tensorflow/tfjs-core';
import { PIXELS } from '../../../common/experiment/config.ts';
import type { Operations } from '../operations.ts';
import { makeConstants } from './constants.ts';
import { eachArm, pick } from './each-arm.ts';
import { normalise, normaliseBackward } from './normalise.ts';
import { output } from './output.ts';
import { updateBias, updateParameters, updateRunning, updateWeights } from './update.ts';

/** The operations built from tfjs's own, one arm after the other: they run on every backend, and are what a faster form is held to. */
export function portableOperations(batch: number): Operations {
  const constants = makeConstants(batch);
  return {
    put: (values, rows, columns) => values.map((one) => tensor2d(one, [rows, columns])),
    putRates: (rates) => rates.map((rate) => tensor2d([[rate]])),
    putImages(images, arms) {
      const shared = tensor2d(images, [images.length / PIXELS, PIXELS]);
      return Array.from({ length: arms }, () => shared);
    },
    product: (x, w, arms) =>
      x.map((input, arm) =>
        input === null || arms[arm]?.frozen ? null : (matMul(input, pick(w, arm)) as Tensor2D),
      ),
    normalise: normalise(constants),
    output: output(constants),
    normaliseBackward: normaliseBackward(constants),
    gradientOfX: (dz, w) =>
      eachArm(dz, (gradient, arm) => matMul(gradient, transpose(pick(w, arm)) as Tensor2D)),
    updateWeights,
    sumRows: (dz) => eachArm(dz, (gradient) => matMul(constants.sumRow, gradient)),
    updateParameters,
    updateBias,
    updateRunning: updateRunning(constants),
    dispose: constants.dispose,
  };
}
