import { fill, matMul, tidy } from '@tensorflow/tfjs-core';
import type { SettingValue } from '../../../common/experiment/settings.ts';
import type { BackendName } from './backend-name.ts';
import { BackendError, startBackend, type WasmFiles } from './start-backend.ts';
import { isSoftwareRenderer } from './webgl-context.ts';

/** The backend in force, and why. */
export interface BackendInUse {
  readonly asked: SettingValue<'backend'>;
  readonly backend: BackendName;
  readonly reason: string;
  readonly renderer: string;
  /** True when there is no GPU at work and a step takes long. */
  readonly slow: boolean;
}

/** A GPU does the products of `timeProducts` in a few milliseconds; an emulated one takes ten times as long. */
const SOFTWARE_MS = 60;

/**
 * Starts the backend asked for. `auto` is WebGL on real hardware, else WebAssembly, else the plain CPU.
 *
 * @throws BackendError when the one asked for cannot be had
 */
export async function chooseBackend(
  asked: SettingValue<'backend'>,
  wasmFiles: WasmFiles,
): Promise<BackendInUse> {
  if (asked !== 'auto') {
    const renderer = await startBackend(asked, wasmFiles);
    const software = asked === 'webgl' && isSoftwareRenderer(renderer);
    const reason = software
      ? 'Chosen by you. There is no GPU: WebGL is emulated and slow here.'
      : 'Chosen by you.';
    return { asked, backend: asked, reason, renderer, slow: software || asked === 'cpu' };
  }
  const gpu = await tryGpu(wasmFiles);
  if ('renderer' in gpu) {
    return { asked, backend: 'webgl', reason: 'There is a GPU.', renderer: gpu.renderer, slow: false };
  }
  try {
    const renderer = await startBackend('wasm', wasmFiles);
    return {
      asked,
      backend: 'wasm',
      reason: `${gpu.not} WebAssembly is faster here.`,
      renderer,
      slow: false,
    };
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    const renderer = await startBackend('cpu', wasmFiles);
    return { asked, backend: 'cpu', reason: `${gpu.not} ${error.message}`, renderer, slow: true };
  }
}

async function tryGpu(wasmFiles: WasmFiles): Promise<{ renderer: string } | { not: string }> {
  try {
    const renderer = await startBackend('webgl', wasmFiles);
    if (isSoftwareRenderer(renderer)) return { not: `There is no GPU: WebGL is emulated (${renderer}).` };
    const elapsedMs = await timeProducts();
    if (elapsedMs > SOFTWARE_MS) return { not: `WebGL is as slow as an emulated GPU (${renderer}).` };
    return { renderer };
  } catch (error) {
    return { not: error instanceof BackendError ? error.message : 'WebGL failed its first products.' };
  }
}

/** Time of 20 products of a hidden layer's size, the first ones that compile programs left out. */
async function timeProducts(): Promise<number> {
  const run = async (times: number) => {
    const result = tidy(() => {
      const x = fill([100, 784], 0.01);
      const w = fill([784, 100], 0.01);
      let last = matMul(x, w);
      for (let count = 1; count < times; count++) last = matMul(x, w);
      return last;
    });
    await result.data();
    result.dispose();
  };
  await run(1);
  const start = performance.now();
  await run(20);
  return performance.now() - start;
}
