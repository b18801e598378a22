import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { APP_VERSION } from '../../common/experiment/app-version.ts';
import { admitOwnScripts } from '../../common/lib/own-scripts.ts';
import { parseCommand } from '../../common/protocol/commands.ts';
import { WorkerSession } from './worker-session.ts';

declare const self: DedicatedWorkerGlobalScope;

admitOwnScripts(import.meta.url, ['thread-trial-worker', 'wasm-thread']);

const session = new WorkerSession({
  send: (event, transfer = []) => self.postMessage(event, [...transfer]),
  wasmFiles: {
    'tfjs-backend-wasm.wasm': plainWasm,
    'tfjs-backend-wasm-simd.wasm': simdWasm,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedWasm,
  },
  pageUrl: new URL(import.meta.env.BASE_URL, self.location.origin).href,
  appVersion: APP_VERSION,
  platform: navigator.userAgent,
});

self.onmessage = (message: MessageEvent<unknown>) => session.handle(parseCommand(message.data));
