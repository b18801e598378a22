import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import type { BackendName } from './backend-name.ts';
import { createWebGlContext, type WebGlContext } from './webgl-context.ts';

/** Where the WebAssembly files are: addresses in a worker, paths in Node. tfjs wants all three named, used or not. */
export type WasmFiles = Readonly<
  Record<
    'tfjs-backend-wasm.wasm' | 'tfjs-backend-wasm-simd.wasm' | 'tfjs-backend-wasm-threaded-simd.wasm',
    string
  >
>;

/** A backend could not be started. The message says which and why, for people. */
export class BackendError extends Error {}

let webGl: WebGlContext | null = null;
let webGlIsLost = false;
let wasmHasStarted = false;

const NO_WASM = 'WebAssembly did not start: its file could not be loaded.';
let hearLoss: () => void = () => undefined;

/** What there is to say when the GPU is gone; tfjs cannot begin again with it in the same worker. */
export const LOST_GPU =
  'The browser took the GPU away (the WebGL context was lost). Press Restart; if it happens again, choose WebAssembly as the backend.';

/** Tells when the browser takes the GPU away. Nothing that is on it can be had again, and reads may never end. */
export function onWebGlLost(listener: () => void): void {
  hearLoss = listener;
}

/**
 * Puts a backend in force, loading its code on the first call.
 *
 * @returns the name of what it runs on
 * @throws BackendError
 */
export async function startBackend(name: BackendName, wasmFiles: WasmFiles): Promise<string> {
  switch (name) {
    case 'webgl':
      return startWebGl();
    case 'wasm':
      return startWasm(wasmFiles);
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
      await use('cpu', 'The CPU backend did not start.');
      return 'JavaScript on one processor core';
  }
}

/** Whether the context that WebGL runs in is still there. */
export const hasLostWebGl = (): boolean => webGlIsLost;

async function startWebGl(): Promise<string> {
  if (webGlIsLost) throw new BackendError(LOST_GPU);
  if (webGl === null) {
    const context = createWebGlContext(() => {
      webGlIsLost = true;
      hearLoss();
    });
    if ('missing' in context) throw new BackendError(`WebGL cannot be used: ${context.missing}.`);
    const { setWebGLContext } = await import('@tensorflow/tfjs-backend-webgl');
    setWebGLContext(2, context.gl);
    env().set('WEBGL_VERSION', 2);
    env().set('WEBGL_FORCE_F16_TEXTURES', false);
    webGl = context;
  }
  await use('webgl', 'WebGL did not start.');
  return webGl.renderer;
}

/** The context that WebGL runs in. @throws BackendError when it has not been started */
export function webGlContext(): WebGL2RenderingContext {
  if (webGl === null) throw new BackendError('WebGL has not been started.');
  return webGl.gl;
}

async function startWasm(files: WasmFiles): Promise<string> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  // One thread: with two cores tfjs's thread pool waits longer for the second than it gains, and one thread repeats runs bit for bit.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  try {
    setWasmPaths({ ...files });
  } catch {
    // tfjs keeps to the first paths it was given, even when they led nowhere.
    if (!wasmHasStarted) throw new BackendError(NO_WASM);
  }
  await use('wasm', NO_WASM);
  wasmHasStarted = true;
  const simd = await env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return `WebAssembly${simd ? ' with SIMD' : ''} on one processor core`;
}

async function use(name: BackendName, failure: string): Promise<void> {
  const started = await setBackend(name).catch(() => false);
  if (!started) throw new BackendError(failure);
  await ready();
}
