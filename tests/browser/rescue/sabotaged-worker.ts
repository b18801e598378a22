import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend } from '@tensorflow/tfjs-core';
import { parseCommand } from '../../../src/common/protocol/commands.ts';
import { operationsFor } from '../../../src/training/engine/operations-table.ts';
import { WorkerSession } from '../../../src/training/trainer/worker-session.ts';

/** What can be done to a worker from outside. */
export type Sabotage = 'hang' | 'throw-in-step' | 'lose-context' | 'silence-gpu';

// The trainer's own worker, but for three things: it can be hurt, it saves a run as often as it can, and it has one thread, so that it
// need not first measure whether more of them help.
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

function hurt(how: Sabotage): void {
  switch (how) {
    case 'hang':
      for (;;);
    case 'throw-in-step':
      throwsNext = true;
      break;
    case 'lose-context':
      (backend() as MathBackendWebGL).gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
      break;
    case 'silence-gpu':
      // Whatever is drawn from now on is never said to be done.
      WebGL2RenderingContext.prototype.clientWaitSync = () => WebGL2RenderingContext.TIMEOUT_EXPIRED;
  }
}

const session = new WorkerSession({
  send: (event, transfer = []) => postMessage(event, { transfer: [...transfer] }),
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
  else session.handle(parseCommand(data));
};
