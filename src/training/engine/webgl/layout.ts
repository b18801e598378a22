import { BLOCK, blocksOf } from './gpu/matrix.ts';
import { strideOf } from './kernels/code.ts';
import type { ArmColumns } from './kernels/replace-arm.ts';

/** A row-major matrix of one arm, [rows, units], with columns of zeros added up to a whole number of blocks. */
export function padded(values: Float32Array, units: number): Float32Array {
  const stride = strideOf(units);
  if (stride === units) return values;
  const rows = values.length / units;
  const result = new Float32Array(rows * stride);
  for (let row = 0; row < rows; row++)
    result.set(values.subarray(row * units, (row + 1) * units), row * stride);
  return result;
}

/** The reverse of `padded`. */
export function unpadded(values: Float32Array, units: number): Float32Array {
  const stride = strideOf(units);
  if (stride === units) return values;
  const rows = values.length / stride;
  const result = new Float32Array(rows * units);
  for (let row = 0; row < rows; row++) {
    result.set(values.subarray(row * stride, row * stride + units), row * units);
  }
  return result;
}

/** Rows of zeros added up to a whole number of blocks. */
export function filledUp(values: Float32Array, columns: number): Float32Array {
  const rows = values.length / columns;
  const result = new Float32Array(blocksOf(rows) * BLOCK * columns);
  result.set(values);
  return result;
}

export function joined(lists: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(lists.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const list of lists) {
    result.set(list, at);
    at += list.length;
  }
  return result;
}

/** Every arm's matrix [rows, places * stride], side by side at each place: [rows, places * arms * stride]. */
export function sideBySide(own: readonly Float32Array[], stride: number): Float32Array {
  const arms = own.length;
  const pieces = (own[0] as Float32Array).length / stride;
  const result = new Float32Array(pieces * arms * stride);
  for (let piece = 0; piece < pieces; piece++) {
    for (const [arm, values] of own.entries()) {
      result.set(values.subarray(piece * stride, (piece + 1) * stride), (piece * arms + arm) * stride);
    }
  }
  return result;
}

/** One arm's matrix [rows, places * stride] out of that. */
export function armOf(all: Float32Array, { arm, arms, stride }: ArmColumns): Float32Array {
  const pieces = all.length / (arms * stride);
  const result = new Float32Array(pieces * stride);
  for (let piece = 0; piece < pieces; piece++) {
    const from = (piece * arms + arm) * stride;
    result.set(all.subarray(from, from + stride), piece * stride);
  }
  return result;
}

/** A row-major matrix [rows, units], turned: [units, rows]. */
export function turned(values: Float32Array, units: number): Float32Array {
  const rows = values.length / units;
  const result = new Float32Array(values.length);
  for (let unit = 0; unit < units; unit++) {
    for (let row = 0; row < rows; row++) result[unit * rows + row] = values[row * units + unit] as number;
  }
  return result;
}
