import { env, ready, setBackend } from '@tensorflow/tfjs-core';
import { LOST_GPU } from '../webgl/gpu/lost-gpu.ts';
import type { BackendName } from './backend-name.ts';
import { startWasm, type WasmInUse } from './start-wasm.ts';
import type { WasmFiles } from './wasm-module.ts';
import { createWebGlContext, type WebGlContext } from './webgl-context.ts';

/** What a backend runs on, and what there is to say about how that was chosen. */
export interface StartedBackend {
  /** The name of what it runs on. */
  readonly renderer: string;
  /** A sentence, or null. */
  readonly note: string | null;
}

/** A backend could not be started. The message says which and why, for people. */
export class BackendError extends Error {}

let webGl: WebGlContext | null = null;
let webGlIsLost = false;

const NO_WASM = 'WebAssembly did not start: its file could not be loaded.';
let hearLoss: () => void = () => undefined;

/** Tells when the browser takes the GPU away. Nothing that is on it can be had again, and reads may never end. */
export function onWebGlLost(listener: () => void): void {
  hearLoss = listener;
}

/**
 * Puts a backend in force, loading its code on the first call.
 *
 * @throws BackendError
 */
export async function startBackend(name: BackendName, wasmFiles: WasmFiles): Promise<StartedBackend> {
  switch (name) {
    case 'webgl':
      return { renderer: await startWebGl(), note: null };
    case 'wasm':
      return describeWasm(await startWasm(wasmFiles));
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
      await use('cpu', 'The CPU backend did not start.');
      return { renderer: 'JavaScript on one processor core', note: null };
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

function describeWasm(wasm: WasmInUse | null): StartedBackend {
  if (wasm === null) throw new BackendError(NO_WASM);
  const cores = wasm.threads === 1 ? 'one processor core' : `${wasm.threads} processor cores`;
  return { renderer: `WebAssembly${wasm.simd ? ' with SIMD' : ''} on ${cores}`, note: wasm.note };
}

async function use(name: BackendName, failure: string): Promise<void> {
  const started = await setBackend(name).catch(() => false);
  if (!started) throw new BackendError(failure);
  await ready();
}
