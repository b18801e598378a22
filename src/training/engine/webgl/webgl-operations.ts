import { keepsBias, type Norm } from '../../../common/experiment/norm.ts';
import { webGlContext } from '../backends/start-backend.ts';
import { lookSize } from '../look-size.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { ArmSwitch, Operations } from '../operations.ts';
import { testChunk } from '../test-chunk.ts';
import { putExamples } from './examples.ts';
import { gpuOf } from './gpu/gpu-of.ts';
import { BLOCK } from './gpu/matrix.ts';
import { inference } from './inference.ts';
import { kernelSet } from './kernel-set.ts';
import type { Features } from './kernels/sizes.ts';
import { looksOf } from './look.ts';
import { putSettings, settingsFor } from './settings.ts';
import { stateOf } from './state.ts';
import { checkTextureSizes } from './texture-sizes.ts';
import type { WebGlForm } from './webgl-form.ts';

/**
 * The operations as WebGL programs of our own, each for all arms at once: 8 a hidden layer, a few more for a convolution, for a bias beside
 * normalization or where the optimizer remembers something, and a few for the output, however many arms there are.
 */
export function webGlOperations(
  shape: NetworkShape,
  norms: readonly Norm[],
  batches: number,
): Operations<WebGlForm> {
  const { batch } = shape;
  const arms = norms.length;
  const gl = webGlContext();
  checkTextureSizes(shape, arms, batches, gl.getParameter(gl.MAX_TEXTURE_SIZE));
  const gpu = gpuOf(gl);
  const size = lookSize(shape, arms);
  const features = featuresOf(norms);
  const kernels = kernelSet({ gpu, arms, batches, shape, features, rows: batch });
  const testKernels = kernelSet({ gpu, arms, batches: 1, shape, features, rows: testChunk(shape) });
  const { createState, readArms, writeArm } = stateOf(gpu, kernels, shape, norms);
  const looks = looksOf(gpu, kernels, shape, size);
  let inForce: readonly ArmSwitch[] = [];
  return {
    apart: null,
    prepare: (work, onProgress) => gpu.compile(work, onProgress),
    scope: (compute) => gpu.scope(compute),
    free: gpu.free,
    createState,
    readArms,
    writeArm,
    putArms(switches) {
      inForce = switches;
      return putSettings(gpu, switches);
    },
    putImages: (set) => gpu.uploadImages(set),
    gather(set, places) {
      const labels = putExamples(gpu, set, places, batch, batches);
      return { images: kernels.gather(set, labels), labels };
    },
    product: (layer, x, w, bias) => kernels.of(layer).product(x, w, bias),
    normalise(layer, z, parameters, settings) {
      const [own, inLayer] = [kernels.of(layer), settingsFor(settings, layer)];
      const statistics = own.statistics(z, inLayer);
      return { h: own.normaliseActivate(z, statistics, parameters, inLayer), kept: { z, statistics } };
    },
    pool: (layer, h) => kernels.of(layer).pool(h),
    poolBackward: (layer, dp, h, pooled) => kernels.of(layer).poolGradient(dp, h, pooled),
    output: (z, bias, labels, { all }) => ({
      gradient: kernels.outputGradient(z, bias, labels),
      metrics: kernels.outputMetrics(z, bias, labels, all),
    }),
    normaliseBackward: (layer, dh, h, { statistics, z }, parameters, settings) =>
      kernels.of(layer).backward(dh, h, z, statistics, parameters, settingsFor(settings, layer)),
    gradientOfX: (layer, dz, w) => kernels.of(layer).gradientOfX(dz, w),
    updateWeights: (layer, w, x, dz, settings) =>
      kernels.of(layer).updateWeights(w, x, dz, settingsFor(settings, layer)),
    updateBias: (layer, bias, dz, settings) =>
      layer.isOutput
        ? kernels.updateBias(bias, dz, settings.all)
        : kernels.of(layer).updateBias(bias, dz, settingsFor(settings, layer)),
    updateParameters: (layer, parameters, sums, { statistics }, settings) =>
      kernels.of(layer).updateParameters(parameters, sums, statistics, settingsFor(settings, layer)),
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
    look: looks.look,
    readLooks: (layers) => looks.read(layers, inForce),
    inference: inference(gpu, testKernels, shape),
    memory: () => gpu.memory,
    dispose: () => gpu.dispose(),
  };
}

const featuresOf = (norms: readonly Norm[]): Features => ({
  image: norms.some(({ kind }) => kind === 'layer'),
  noise: norms.some(({ kind }) => kind === 'noisy'),
  after: norms.some(({ place }) => place === 'after'),
  perActivation: norms.some(({ parameters }) => parameters === 'activation'),
  bias: norms.some(keepsBias),
});
