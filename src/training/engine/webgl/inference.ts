import { CLASSES } from '../../../common/experiment/config.ts';
import { type Operations, TEST_CHUNK } from '../operations.ts';
import { putExamples } from './examples.ts';
import type { Gpu } from './gpu/gpu.ts';
import { BLOCK } from './gpu/matrix.ts';
import type { KernelSet } from './kernel-set.ts';
import { strideOf } from './kernels/code.ts';
import { settingsOf } from './settings.ts';
import type { WebGlForm } from './webgl-form.ts';

/** The arms by running statistics: two programs a layer, for all arms at once. */
export const inference =
  (gpu: Gpu, kernels: KernelSet, units: number): Operations<WebGlForm>['inference'] =>
  ({ layers, output }, switches) => {
    const kept = gpu.scope(() => {
      const hidden = gpu.upload(settingsOf(switches, units), switches.length * strideOf(units));
      return {
        layers: layers.map(({ parameters, w }) => ({
          w,
          parameters,
          statistics: kernels.runningStatistics(parameters, hidden),
        })),
        output,
        settings: gpu.upload(settingsOf(switches, CLASSES), switches.length * strideOf(CLASSES)),
      };
    });
    return {
      async test(set, first, end) {
        const places = Uint32Array.from({ length: end - first }, (_, index) => first + index);
        const { metrics } = gpu.scope(() => {
          const examples = putExamples(gpu, set, places, TEST_CHUNK);
          let x = kernels.gatherImages(set, examples);
          for (const { parameters, statistics, w } of kept.layers) {
            x = kernels.normaliseActivate(kernels.product(w)(x, w), statistics, parameters);
          }
          const z = kernels.product(kept.output.w)(x, kept.output.w);
          return { metrics: kernels.outputMetrics(z, kept.output.bias, examples, kept.settings) };
        });
        const reading = gpu.read([metrics]);
        gpu.free(metrics);
        const [values] = (await reading) as [Float32Array];
        return switches.map(({ frozen }, arm) => {
          const [loss, accuracy] = values.subarray(arm * BLOCK) as unknown as [number, number];
          const scale = frozen ? Number.NaN : TEST_CHUNK;
          return { loss: loss * scale, right: Math.round(accuracy * scale) };
        });
      },
      dispose: () => gpu.free(kept),
    };
  };
