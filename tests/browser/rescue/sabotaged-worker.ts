import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend } from '@tensorflow/tfjs-core';
import { parseCommand } from '../../../src/common/protocol/commands.ts';
import { operationsFor } from '../../../src/training/engine/operations-table.ts';
import { TelemetryBuffer } from '../../../src/training/trainer/telemetry-buffer.ts';
import { WorkerSession } from '../../../src/training/trainer/worker-session.ts';

/** What can be done to a worker from outside. */
export type Sabotage = 'hang' | 'throw-in-step' | 'lose-context' | 'silence-gpu';
/** How many more steps it may train; Infinity for no limit. */
export interface Leave {
  readonly steps: number;
}

// The trainer's own worker, but for four things: it can be hurt; it trains only as far as it has leave to, so that nothing is over before
// it is hurt, however slow the page; it saves a run as often as it can; and it has one thread, so that it need not first measure whether
// more of them help.
Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false });
let throwsNext = false;
const table: { -readonly [Name in keyof typeof operationsFor]: (typeof operationsFor)[Name] } = operationsFor;
const { wasm } = table;
table.wasm = (...shape) => {
  const operations = wasm(...shape);
  const { product } = operations;
  return {
    ...operations,
    product(...factors) {
      if (throwsNext) {
        throwsNext = false;
        throw new Error('A kernel threw in the middle of a step');
      }
      return product(...factors);
    },
  };
};

let stepsLeft = 0;
/** The steps that a study makes to measure its speed are nobody's to allow. */
let isTraining = false;
const { room } = TelemetryBuffer.prototype;
TelemetryBuffer.prototype.room = async function (goOn) {
  await room.call(this, goOn);
  if (!isTraining) return;
  stepsLeft--;
  while (stepsLeft <= 0 && goOn()) await new Promise((resolve) => setTimeout(resolve, 20));
};

function hurt(how: Sabotage): void {
  switch (how) {
    case 'hang':
      for (;;);
    case 'throw-in-step':
      throwsNext = true;
      stepsLeft++;
      break;
    case 'lose-context':
      (backend() as MathBackendWebGL).gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
      break;
    case 'silence-gpu':
      // Whatever is drawn from now on is never said to be done.
      WebGL2RenderingContext.prototype.clientWaitSync = () => WebGL2RenderingContext.TIMEOUT_EXPIRED;
      stepsLeft = Number.POSITIVE_INFINITY;
      hurryClock();
  }
}

/** A minute of waiting for the GPU passes in less than a second. */
function hurryClock(): void {
  const now = performance.now.bind(performance);
  const from = now();
  performance.now = () => from + (now() - from) * 100;
}

const session = new WorkerSession({
  send(event, transfer = []) {
    if (event.type === 'run-state' || event.type === 'study-state') isTraining = event.state === 'training';
    postMessage(event, { transfer: [...transfer] });
  },
  wasmFiles: {
    'tfjs-backend-wasm.wasm': plainWasm,
    'tfjs-backend-wasm-simd.wasm': simdWasm,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedWasm,
  },
  pageUrl: `${location.origin}/`,
  appVersion: '0.0.0',
  platform: 'a test',
  saveEveryMs: 0,
});

self.onmessage = ({ data }: MessageEvent<unknown>) => {
  if (typeof data === 'string') hurt(data as Sabotage);
  else if (isLeave(data)) stepsLeft = Math.max(0, stepsLeft) + data.steps;
  else session.handle(parseCommand(data));
};

const isLeave = (data: unknown): data is Leave =>
  typeof data === 'object' && data !== null && 'steps' in data;
