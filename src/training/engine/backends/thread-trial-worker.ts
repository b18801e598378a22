import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  copyRegisteredKernels,
  fill,
  matMul,
  registerBackend,
  setBackend,
  type Tensor2D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { admitOwnScripts } from '../../../common/lib/own-scripts.ts';
import type { ThreadTimes } from './thread-choice.ts';
import type { TrialRequest } from './thread-trial.ts';
import { makeWasm, prepareWasm } from './wasm-module.ts';

declare const self: DedicatedWorkerGlobalScope;

admitOwnScripts(import.meta.url, ['wasm-thread']);

/** Enough to be sure of, where they are quick. */
const MOST_ROUNDS = 16;
/** No further round begins after this; there are fewer of them on a slow machine. */
const TRIAL_MS = 250;

self.onmessage = ({ data }: MessageEvent<TrialRequest>) => {
  measure(data).then(
    (times) => self.postMessage(times),
    () => self.postMessage(null),
  );
};

async function measure({ files, threads }: TrialRequest): Promise<ThreadTimes> {
  await prepareWasm(files);
  const single = await register('one', 1);
  const threaded = await register('many', threads);
  const times = await takeTurns();
  single.dispose();
  threaded.dispose();
  return times;
}

/** Makes a backend and gives it a name of its own, with tfjs's kernels. */
async function register(name: string, threads: number): Promise<BackendWasm> {
  const own = await makeWasm(threads);
  copyRegisteredKernels('wasm', name);
  registerBackend(name, () => own);
  return own;
}

async function takeTurns(): Promise<ThreadTimes> {
  // Both warm up before they are timed.
  await time('one');
  await time('many');
  const end = performance.now() + TRIAL_MS;
  const [one, many]: [number[], number[]] = [[], []];
  while (one.length < MOST_ROUNDS && performance.now() < end) {
    one.push(await time('one'));
    many.push(await time('many'));
  }
  return { one, many };
}

async function time(name: string): Promise<number> {
  // tfjs's kernels are bound to one module at a time; this binds them anew.
  await setBackend(name);
  const start = performance.now();
  tidy(products);
  return performance.now() - start;
}

/**
 * The products of a few layers of the deep net, the first one among them. As in training, every right-hand side is a new
 * tensor: XNNPACK packs it for each product anew, and packing is not split among threads.
 */
function products(): void {
  const images = fill([100, 784], 0.01) as Tensor2D;
  const weights = fill([100, 784], 0.01) as Tensor2D;
  const hidden = fill([100, 100], 0.01) as Tensor2D;
  const times = (x: Tensor2D, turned: Tensor2D) => matMul(x, transpose(turned));
  times(images, weights);
  matMul(transpose(images), transpose(hidden));
  for (let count = 0; count < 6; count++) times(hidden, hidden);
}
