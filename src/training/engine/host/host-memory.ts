import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend, engine, getBackend, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';

/** A new tensor. Its values are not set. */
export function makeTensor(rows: number, columns: number): Tensor2D {
  if (getBackend() !== 'wasm') return tensor2d(new Float32Array(rows * columns), [rows, columns]);
  const info = (backend() as BackendWasm).makeOutput([rows, columns], 'float32');
  return engine().makeTensorFromTensorInfo(info) as Tensor2D;
}

/**
 * A tensor's own values, not a copy, where they lie in the memory of this program: on WebAssembly and CPU. A view does not
 * outlive the next tensor: making one may grow WebAssembly's memory, and move it.
 */
export function valuesOf(tensor: Tensor2D): Float32Array {
  const own = backend();
  return getBackend() === 'wasm'
    ? ((own as BackendWasm).typedArrayFromHeap(tensor) as Float32Array)
    : ((own as MathBackendCPU).readSync(tensor.dataId) as Float32Array);
}
