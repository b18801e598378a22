import { createRequire } from 'node:module';
import type { WasmFiles } from '../src/training/engine/backends/wasm-module.ts';

/** Where the WebAssembly files are on this machine. */
export function wasmFilesInNode(): WasmFiles {
  const { resolve } = createRequire(import.meta.url);
  const path = (file: string) => resolve(`@tensorflow/tfjs-backend-wasm/dist/${file}`);
  return {
    'tfjs-backend-wasm.wasm': path('tfjs-backend-wasm.wasm'),
    'tfjs-backend-wasm-simd.wasm': path('tfjs-backend-wasm-simd.wasm'),
    'tfjs-backend-wasm-threaded-simd.wasm': path('tfjs-backend-wasm-threaded-simd.wasm'),
  };
}
