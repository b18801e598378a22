import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { CLASSES, PIXELS } from '../../../common/experiment/config.ts';
import type { Operations } from '../operations.ts';
import { disposeAll, scope } from '../scope.ts';
import type { KernelSet } from './kernel-set.ts';
import { armOf } from './layout.ts';
import { settingsOf } from './settings.ts';
import { upload } from './state.ts';
import { only, type WebGlForm } from './webgl-form.ts';

/** The arms by running statistics: two programs a layer, for all arms at once. */
export const inference =
  (kernels: KernelSet, arms: number, units: number): Operations<WebGlForm>['inference'] =>
  async (state, switches) => {
    const statistics = scope(() => {
      const settings = settingsOf(switches, units);
      const onDevice = upload(kernels, settings, settings.length / 2);
      return state.layers.map(({ parameters }) => kernels.runningStatistics(0)(parameters, onDevice));
    });
    const infer = (pixels: Float32Array): Tensor2D => {
      const rows = pixels.length / PIXELS;
      let x = kernels.pack(rows, PIXELS)(tensor2d(pixels, [rows, PIXELS]));
      for (const [index, { parameters, w }] of state.layers.entries()) {
        const z = kernels.product(rows, only(w), x)(x, only(w));
        x = kernels.normaliseActivate(rows)(z, statistics[index] as Tensor2D, parameters);
      }
      const w = only(state.output.w);
      const z = kernels.product(rows, w, x)(x, w);
      return kernels.addBias(rows)(z, only(state.output.bias));
    };
    return {
      async logits(pixels) {
        const [logits] = scope(() => [infer(pixels)]) as [Tensor2D];
        const values = (await logits.data()) as Float32Array;
        logits.dispose();
        return switches.map(({ frozen }, arm) => (frozen ? null : armOf(values, arms, arm, CLASSES)));
      },
      dispose: () => disposeAll(statistics),
    };
  };
