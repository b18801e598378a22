import { wasmFilesInNode } from '../../scripts/wasm-files.ts';
import { startBackend } from '../../src/training/engine/backends/start-backend.ts';

/** Puts a backend in force in Node. */
export const startInNode = (backend: 'wasm' | 'cpu') => startBackend(backend, wasmFilesInNode());
