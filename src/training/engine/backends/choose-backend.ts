import { fill, matMul, tidy } from '@tensorflow/tfjs-core';
import type { SettingValue } from '../../../common/experiment/settings.ts';
import type { BackendName } from './backend-name.ts';
import { BackendError, startBackend } from './start-backend.ts';
import type { WasmFiles } from './wasm-module.ts';
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
    const { note, renderer } = await startBackend(asked, wasmFiles);
    const emulated = asked === 'webgl' && isSoftwareRenderer(renderer);
    const remark = emulated ? EMULATED : asked === 'cpu' ? PLAIN : note;
    const reason = sentences('Chosen by you.', remark);
    return { asked, backend: asked, reason, renderer, slow: emulated || asked === 'cpu' };
  }
  const gpu = await tryGpu(wasmFiles);
  if (gpu.renderer !== null && gpu.not === null) {
    return { asked, backend: 'webgl', reason: 'There is a GPU.', renderer: gpu.renderer, slow: false };
  }
  const choose = async (backend: BackendName, reason: string, slow: boolean): Promise<BackendInUse> => {
    const { note, renderer } = await startBackend(backend, wasmFiles);
    return { asked, backend, reason: sentences(gpu.not, reason, note), renderer, slow };
  };
  try {
    return await choose('wasm', 'WebAssembly is used.', false);
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    if (gpu.renderer !== null)
      return choose('webgl', `${error.message} Emulated WebGL is used, which is slow.`, true);
    return choose('cpu', `${error.message} ${PLAIN}`, true);
  }
}

const EMULATED = 'There is no GPU: WebGL is emulated here, and WebAssembly is faster.';
const PLAIN = 'Plain JavaScript is used, which is slow.';

const sentences = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null).join(' ');

/** The renderer, if WebGL works at all, and why it is not a GPU; null when it is one. */
interface GpuTrial {
  readonly renderer: string | null;
  readonly not: string | null;
}

async function tryGpu(wasmFiles: WasmFiles): Promise<GpuTrial> {
  try {
    const { renderer } = await startBackend('webgl', wasmFiles);
    if (isSoftwareRenderer(renderer)) return { renderer, not: 'There is no GPU: WebGL is emulated here.' };
    const elapsedMs = await timeProducts();
    return { renderer, not: elapsedMs > SOFTWARE_MS ? 'WebGL is as slow as an emulated GPU here.' : null };
  } catch (error) {
    return {
      renderer: null,
      not: error instanceof BackendError ? error.message : 'WebGL failed its first products.',
    };
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
