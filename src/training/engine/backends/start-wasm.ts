import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { env, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { chooseThreads, oneThread, type ThreadChoice, threadsToTry } from './thread-choice.ts';
import { canHaveThreads, tryThreads } from './thread-trial.ts';
import { makeWasm, prepareWasm, type WasmFiles } from './wasm-module.ts';

/** Of the whole trial, the start of its worker and the loading of its files included. */
const TRIAL_TIMEOUT_MS = 3_000;
/** Of threads that have just worked in the trial: only for the case that they never start. */
const THREADS_TIMEOUT_MS = 10_000;

/** WebAssembly as it runs. */
export interface WasmInUse extends ThreadChoice {
  readonly simd: boolean;
}

let inUse: WasmInUse | null = null;

/**
 * Puts WebAssembly in force, on the first call with as many threads as a short trial finds best.
 *
 * @param choose how many threads; tests give their own
 * @returns null when its file could not be loaded
 */
export async function startWasm(
  files: WasmFiles,
  choose: (files: WasmFiles) => Promise<ThreadChoice> = measureThreads,
): Promise<WasmInUse | null> {
  inUse ??= await begin(files, choose);
  const inForce = inUse !== null && (await setBackend('wasm').catch(() => false));
  return inForce ? inUse : null;
}

async function measureThreads(files: WasmFiles): Promise<ThreadChoice> {
  const threads = canHaveThreads() ? threadsToTry(navigator.hardwareConcurrency) : 1;
  return threads < 2
    ? oneThread
    : chooseThreads(threads, await tryThreads({ files, threads }, TRIAL_TIMEOUT_MS));
}

async function begin(
  files: WasmFiles,
  choose: (files: WasmFiles) => Promise<ThreadChoice>,
): Promise<WasmInUse | null> {
  if (!(await prepareWasm(files))) return null;
  const simd = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true;
  const choice = simd ? await choose(files) : oneThread;
  if (choice.threads > 1) {
    const threaded = await madeInTime(makeWasm(choice.threads), THREADS_TIMEOUT_MS);
    if (threaded !== null) return putInPlace(threaded, { ...choice, simd });
  }
  const single = await makeWasm(1).catch(() => null);
  return single && putInPlace(single, { ...(choice.threads > 1 ? oneThread : choice), simd });
}

/** Makes a backend the one that tfjs knows as `wasm`. */
function putInPlace(own: BackendWasm, wasm: WasmInUse): WasmInUse {
  removeBackend('wasm');
  registerBackend('wasm', () => own);
  return wasm;
}

/** The backend, or null when it fails or is late; a late one is disposed of when it comes. */
function madeInTime(made: Promise<BackendWasm>, timeoutMs: number): Promise<BackendWasm | null> {
  return new Promise((resolve) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      resolve(null);
    }, timeoutMs);
    made.then(
      (own) => {
        clearTimeout(timer);
        if (isLate) own.dispose();
        else resolve(own);
      },
      () => {
        clearTimeout(timer);
        resolve(null);
      },
    );
  });
}
