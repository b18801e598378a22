import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { canHaveThreads, tryThreads } from '../../../src/training/engine/backends/thread-trial.ts';
import type { WasmFiles } from '../../../src/training/engine/backends/wasm-module.ts';
import { atDepth, patienceMs } from '../../depth.ts';
import type { ThreadsAnswer, ThreadsRequest } from './threads-worker.ts';

const files: WasmFiles = {
  'tfjs-backend-wasm.wasm': plainWasm,
  'tfjs-backend-wasm-simd.wasm': simdWasm,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedWasm,
};
const broken: WasmFiles = { ...files, 'tfjs-backend-wasm-threaded-simd.wasm': '/nothing-here.wasm' };

const workers: Worker[] = [];
afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

function train(request: Partial<ThreadsRequest>): Promise<ThreadsAnswer> {
  const worker = new Worker(new URL('./threads-worker.ts', import.meta.url), { type: 'module' });
  workers.push(worker);
  worker.postMessage({ files, threads: null, ...request } satisfies ThreadsRequest);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ThreadsAnswer>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
}

describe('training with WebAssembly threads', () => {
  let one: ThreadsAnswer;
  beforeAll(async () => {
    one = await train({ threads: 1 });
  });

  it('has one thread in memory of its own', () => {
    expect(one).toMatchObject({ threads: 1, shared: false });
    // Layers normalized as in the paper have no bias.
    const lists = Object.values(one.numbers).filter(({ length }) => length > 0);
    expect(lists.length).toBeGreaterThan(atDepth(50, 100));
    expect(lists.every((list) => Array.from(list).every(Number.isFinite))).toBe(true);
  });

  it.each(atDepth([2], [2, 4]))('gives exactly the same numbers with %i threads', async (threads) => {
    const many = await train({ threads });
    expect(many).toMatchObject({ threads, shared: true });
    expect(many.numbers).toEqual(one.numbers);
  });

  it('gives way to one thread where the module with threads cannot be loaded', async () => {
    const answer = await train({ threads: 2, files: broken });
    expect(answer).toMatchObject({ threads: 1, shared: false });
    expect(answer.numbers).toEqual(one.numbers);
  });

  it('is chosen by measurement, told to the person, and kept when the backend comes again', async () => {
    const { chosen, shared, numbers } = await train({ threads: null });
    const [first, , again] = chosen;
    expect(again).toEqual(first);
    const [cores, reason] = shared
      ? ['\\d processor cores', ' \\w+ threads were \\d\\.\\d times as fast as one\\.']
      : ['one processor core', '( One thread: more were not faster here\\.)?'];
    expect(first?.renderer).toMatch(new RegExp(`^WebAssembly with SIMD on ${cores}$`));
    expect(first?.reason).toMatch(new RegExp(`^Chosen by you\\.${reason}$`));
    expect(numbers).toEqual(one.numbers);
  });

  it('is not to be had in a window, which may not wait for threads', () => {
    expect(canHaveThreads()).toBe(false);
  });
});

describe('the trial of threads', () => {
  const request = { files, threads: 2 };
  const workerOf = (code: string) => () =>
    new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));

  it('times one thread and many in as many rounds', async () => {
    const times = await tryThreads(request, patienceMs);
    expect(times?.one.length).toBeGreaterThanOrEqual(1);
    expect(times?.many.length).toBe(times?.one.length);
    expect([...(times?.one ?? []), ...(times?.many ?? [])].every((time) => time > 0)).toBe(true);
  });

  it.each([
    ['hangs', workerOf('for (;;);')],
    ['breaks', workerOf('throw new Error("broken on purpose")')],
    [
      'cannot be made',
      () => {
        throw new Error('refused on purpose');
      },
    ],
  ])('is given up when its worker %s', async (_, makeWorker) => {
    expect(await tryThreads(request, 300, makeWorker)).toBeNull();
  });

  it('is given up when a file is missing', async () => {
    expect(await tryThreads({ ...request, files: broken }, patienceMs)).toBeNull();
  });
});
