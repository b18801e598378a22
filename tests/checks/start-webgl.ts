import { startBackend } from '../../src/training/engine/backends/start-backend.ts';

/** Puts WebGL in force in a browser; the WebAssembly files are not needed for it. */
export const startWebGl = () =>
  startBackend('webgl', {
    'tfjs-backend-wasm.wasm': '',
    'tfjs-backend-wasm-simd.wasm': '',
    'tfjs-backend-wasm-threaded-simd.wasm': '',
  });
