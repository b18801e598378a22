import type { ThreadTimes } from './thread-choice.ts';
import type { WasmFiles } from './wasm-module.ts';

/** What the worker that measures is asked. */
export interface TrialRequest {
  readonly files: WasmFiles;
  readonly threads: number;
}

/** What it answers; null when it could not measure. */
export type TrialAnswer = ThreadTimes | null;

const makeTrialWorker = () =>
  new Worker(new URL('./thread-trial-worker.ts', import.meta.url), { type: 'module', name: 'thread trial' });

/**
 * Whether WebAssembly could have threads here: in a worker, since the window may not wait for them, of a page that is
 * cross-origin isolated.
 */
export const canHaveThreads = (): boolean =>
  'importScripts' in globalThis && globalThis.crossOriginIsolated && typeof Worker === 'function';

/**
 * Measures one thread against many, in a worker of its own that is ended afterwards. A thread that never starts would stop
 * the worker that waits for it, for good; so it must not be the one that trains. Its end also frees all that was measured with.
 *
 * @returns null when it failed or took too long
 */
export function tryThreads(
  request: TrialRequest,
  timeoutMs: number,
  makeWorker: () => Worker = makeTrialWorker,
): Promise<TrialAnswer> {
  return new Promise((resolve) => {
    let worker: Worker | null = null;
    const finish = (answer: TrialAnswer) => {
      clearTimeout(timer);
      worker?.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(null), timeoutMs);
    try {
      worker = makeWorker();
      worker.onmessage = ({ data }: MessageEvent<TrialAnswer>) => finish(data);
      worker.onerror = (event) => {
        event.preventDefault();
        finish(null);
      };
      worker.postMessage({ ...request, files: absolute(request.files) });
    } catch {
      finish(null);
    }
  });
}

const absolute = (files: WasmFiles): WasmFiles =>
  Object.fromEntries(
    Object.entries(files).map(([name, address]) => [name, new URL(address, location.href).href]),
  ) as WasmFiles;
