import { generateDigits } from '../../src/training/data/generated/generate-digits.ts';
import type { ContestantName, Problem } from '../contestants/contestant.ts';
import type { AnswerMessage, Answers, RequestKind, RequestMessage, Requests } from '../worker/requests.ts';
import type { BenchPage } from './bench-page.ts';

const TRAIN_COUNT = 2000;
const digits = generateDigits({ seed: 1, trainCount: TRAIN_COUNT, testCount: 0 });

const workers = new Map<number, Worker>();
let lastId = 0;

/** Asks a worker one thing; no other question may be under way there. */
function ask(worker: Worker, kind: RequestKind, body: unknown): Promise<unknown> {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<AnswerMessage>) => {
      if (data.id !== id) return;
      if ('problem' in data) reject(new Error(data.problem));
      else resolve(data.answer);
    };
    worker.onerror = (event) => reject(new Error(event.message || 'The worker could not be started.'));
    worker.postMessage({ id, kind, body } satisfies RequestMessage);
  });
}

const page: BenchPage = {
  async open(name: ContestantName, problem: Problem) {
    const set = (await digits).train;
    const handle = ++lastId;
    const worker = new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module' });
    workers.set(handle, worker);
    const body: Requests['prepare'] = { name, problem, set };
    return { handle, ...((await ask(worker, 'prepare', body)) as Answers['prepare']) };
  },
  async ask(handle, kind, body) {
    const worker = workers.get(handle);
    if (worker === undefined) throw new Error(`There is no worker ${handle}.`);
    return ask(worker, kind, body);
  },
  close(handle) {
    workers.get(handle)?.terminate();
    workers.delete(handle);
  },
};

Object.assign(window, { bench: page });
