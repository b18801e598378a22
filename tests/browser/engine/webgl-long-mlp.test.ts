import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { startBackend } from '../../../src/training/engine/backends/start-backend.ts';
import { checkLongRuns } from '../../checks/check-long-runs.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

/** tf.layers takes minutes for this net where the GPU is emulated. */
const startWasm = () =>
  startBackend('wasm', {
    'tfjs-backend-wasm.wasm': plainWasm,
    'tfjs-backend-wasm-simd.wasm': simdWasm,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedWasm,
  });

checkLongRuns('webgl', startWebGl, 'deep-mlp', startWasm);
