import { type LayerShape, layerShapes } from '../layer-shape.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { Operations } from '../operations.ts';
import { testChunk } from '../test-chunk.ts';
import { putExamples } from './examples.ts';
import type { Gpu } from './gpu/gpu.ts';
import { BLOCK, type Matrix } from './gpu/matrix.ts';
import type { KernelSet } from './kernel-set.ts';
import { putSettings, settingsFor } from './settings.ts';
import type { WebGlForm } from './webgl-form.ts';

/** The arms as they are now: two programs a layer by running statistics, for all arms at once. */
export const inference =
  (gpu: Gpu, kernels: KernelSet, shape: NetworkShape): Operations<WebGlForm>['inference'] =>
  ({ layers, output }, switches) => {
    const shapes = layerShapes(shape);
    const chunk = testChunk(shape);
    const last = shapes.at(-1) as LayerShape;
    const kept = gpu.scope(() => {
      const calm = switches.map((arm) =>
        arm.norm.kind === 'noisy' ? { ...arm, norm: withoutNoise(arm.norm) } : arm,
      );
      const settings = putSettings(gpu, calm);
      return {
        layers: layers.map(({ bias, parameters, w }, index) => {
          const layer = shapes[index] as LayerShape;
          const own = settingsFor(settings, layer);
          return { w, bias, parameters, settings: own, running: kernels.of(layer).running(parameters, own) };
        }),
        output,
        settings,
      };
    });
    return {
      async test(set, first, end, by) {
        const places = Uint32Array.from({ length: end - first }, (_, index) => first + index);
        const { metrics } = gpu.scope(() => {
          const examples = putExamples(gpu, set, places, chunk, 1);
          let x: Matrix = kernels.gather(set, examples);
          for (const [index, { bias, parameters, running, settings, w }] of kept.layers.entries()) {
            const layer = shapes[index] as LayerShape;
            const own = kernels.of(layer);
            const z = own.product(x, w, bias);
            const statistics =
              by === 'batch' ? own.statistics(z, settings) : own.withImages(running, z, settings);
            x = own.normaliseActivate(z, statistics, parameters, settings);
            if (layer.pools) x = own.pool(x);
          }
          const z = kernels.of(last).product(x, kept.output.w, null);
          return { metrics: kernels.outputMetrics(z, kept.output.bias, examples, kept.settings.all) };
        });
        const reading = gpu.read([metrics]);
        gpu.free(metrics);
        const [values] = (await reading) as [Float32Array];
        return switches.map(({ frozen }, arm) => {
          const [loss, accuracy] = values.subarray(arm * BLOCK) as unknown as [number, number];
          const scale = frozen ? Number.NaN : chunk;
          return { loss: loss * scale, right: Math.round(accuracy * scale) };
        });
      },
      dispose: () => gpu.free(kept),
    };
  };

/** In a test there is no noise. */
const withoutNoise = <N extends { readonly kind: unknown }>(norm: N) => ({ ...norm, kind: 'batch' as const });
