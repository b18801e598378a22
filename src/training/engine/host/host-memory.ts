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

/** A row-major matrix [rows, columns], turned. */
export function turnValues(from: Float32Array, to: Float32Array, rows: number, columns: number): void {
  let row = 0;
  // Four rows at once: what they hold in a column lies side by side in the result.
  for (; row + 4 <= rows; row += 4) {
    let place = row;
    for (let at = row * columns; at < (row + 1) * columns; at++) {
      to[place] = from[at] as number;
      to[place + 1] = from[at + columns] as number;
      to[place + 2] = from[at + 2 * columns] as number;
      to[place + 3] = from[at + 3 * columns] as number;
      place += rows;
    }
  }
  for (; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      to[column * rows + row] = from[row * columns + column] as number;
    }
  }
}

/** A tensor, turned: tfjs's product on WebAssembly is several times slower when it is told to turn a factor itself. */
export function turned(tensor: Tensor2D): Tensor2D {
  const [rows, columns] = tensor.shape;
  const result = makeTensor(columns, rows);
  turnValues(valuesOf(tensor), valuesOf(result), rows, columns);
  return result;
}
