import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { env, findBackendFactory } from '@tensorflow/tfjs-core';

/** Where the WebAssembly files are: addresses in a worker, paths in Node. tfjs wants all three named, used or not. */
export type WasmFiles = Readonly<
  Record<
    'tfjs-backend-wasm.wasm' | 'tfjs-backend-wasm-simd.wasm' | 'tfjs-backend-wasm-threaded-simd.wasm',
    string
  >
>;

/** tfjs's own way to make a backend of WebAssembly; taken before another is put in its place. */
let makeBackend: (() => Promise<BackendWasm>) | null = null;

/**
 * Loads tfjs's code for WebAssembly and tells it where the files are.
 *
 * @returns false when it cannot be told any more: it keeps to the first paths it was given, even when they led nowhere
 */
export async function prepareWasm(files: WasmFiles): Promise<boolean> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  makeBackend ??= findBackendFactory('wasm') as () => Promise<BackendWasm>;
  try {
    setWasmPaths({ ...files });
    return true;
  } catch {
    return false;
  }
}

/**
 * Makes a backend with so many threads. It is not yet in force.
 *
 * @throws when its file cannot be had
 */
export async function makeWasm(threads: number): Promise<BackendWasm> {
  const { setThreadsCount } = await import('@tensorflow/tfjs-backend-wasm');
  if (makeBackend === null) throw new Error('WebAssembly has not been prepared.');
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
  setThreadsCount(threads);
  return makeBackend();
}
