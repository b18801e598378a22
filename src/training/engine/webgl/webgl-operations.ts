import { CLASSES } from '../../../common/experiment/config.ts';
import { webGlContext } from '../backends/start-backend.ts';
import type { NetworkShape } from '../initialisers.ts';
import { lookSize } from '../look-size.ts';
import { type ArmSwitch, type Operations, TEST_CHUNK } from '../operations.ts';
import { putExamples } from './examples.ts';
import { gpuOf } from './gpu/gpu-of.ts';
import { BLOCK } from './gpu/matrix.ts';
import { inference } from './inference.ts';
import { kernelSet } from './kernel-set.ts';
import { strideOf } from './kernels/code.ts';
import { look, readLooks } from './look.ts';
import { settingsOf } from './settings.ts';
import { createState, readArm, writeArm } from './state.ts';
import type { WebGlForm } from './webgl-form.ts';

/**
 * The operations as WebGL programs of our own, each for all arms at once: 8 a hidden layer and a few for the output, however
 * many arms there are. Arms lie side by side in the columns, so that every matrix has two dimensions.
 */
export function webGlOperations(shape: NetworkShape, arms: number): Operations<WebGlForm> {
  const { batch, width: units } = shape;
  const gpu = gpuOf(webGlContext());
  const size = lookSize(shape, arms);
  const kernels = kernelSet(gpu, arms, shape, batch, size.inputGroups);
  const testKernels = kernelSet(gpu, arms, shape, TEST_CHUNK);
  let inForce: readonly ArmSwitch[] = [];
  return {
    prepare: (work, onProgress) => gpu.compile(work, onProgress),
    scope: (compute) => gpu.scope(compute),
    free: gpu.free,
    createState: createState(gpu, arms, units),
    readArm: readArm(gpu, arms, units),
    writeArm: writeArm(gpu, arms, units),
    putArms(switches) {
      inForce = switches;
      const put = (width: number) => gpu.upload(settingsOf(switches, width), arms * strideOf(width));
      return { hidden: put(units), output: put(CLASSES) };
    },
    putImages: (set) => gpu.uploadImages(set),
    gather(set, places) {
      const labels = putExamples(gpu, set, places, batch);
      return { images: kernels.gatherImages(set, labels), labels };
    },
    product: (x, w) => kernels.product(w)(x, w),
    normalise(z, parameters, { hidden }) {
      const statistics = kernels.statistics(z, hidden);
      return { h: kernels.normaliseActivate(z, statistics, parameters), kept: { z, statistics } };
    },
    output: (z, bias, labels, { output }) => ({
      gradient: kernels.outputGradient(z, bias, labels),
      metrics: kernels.outputMetrics(z, bias, labels, output),
    }),
    normaliseBackward(dh, h, { statistics, z }, parameters, { hidden }) {
      const sums = kernels.parameterSums(dh, h, z, statistics);
      return { dz: kernels.gradientOfZ(dh, h, z, statistics, parameters, sums, hidden), sums };
    },
    gradientOfX: (dz, w) => kernels.gradientOfX(w)(dz, w),
    updateWeights: (w, x, dz, { hidden, output }) =>
      kernels.updateWeights(w)(w, x, dz, w.columns === hidden.columns ? hidden : output),
    updateBias: (bias, dz, { output }) => kernels.updateBias(bias, dz, output),
    updateParameters: (parameters, sums, { statistics }, { hidden }) =>
      kernels.updateParameters(parameters, sums, statistics, hidden),
    async readMetrics(steps) {
      const reading = gpu.read(steps);
      gpu.free(steps);
      const values = await reading;
      const loss = new Float32Array(steps.length * arms);
      const accuracy = loss.slice();
      for (const [step, own] of values.entries()) {
        for (let arm = 0; arm < arms; arm++) {
          const stands = own[arm * BLOCK + 2] !== 0;
          loss[step * arms + arm] = stands ? Number.NaN : (own[arm * BLOCK] as number);
          accuracy[step * arms + arm] = stands ? Number.NaN : (own[arm * BLOCK + 1] as number);
        }
      }
      return { loss, accuracy };
    },
    look: look(kernels, size),
    readLooks: (layers) => readLooks(gpu, layers, size, units, inForce),
    inference: inference(gpu, testKernels, units),
    memory: () => gpu.memory,
    dispose: () => gpu.tidy(),
  };
}
