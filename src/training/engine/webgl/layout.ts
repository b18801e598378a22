import { strideOf } from './kernels/code.ts';

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

/** The same padded matrix [rows, stride] for every arm, side by side: [rows, arms * stride]. */
export function sideBySide(values: Float32Array, stride: number, arms: number): Float32Array {
  const rows = values.length / stride;
  const result = new Float32Array(rows * arms * stride);
  for (let row = 0; row < rows; row++) {
    const own = values.subarray(row * stride, (row + 1) * stride);
    for (let arm = 0; arm < arms; arm++) result.set(own, (row * arms + arm) * stride);
  }
  return result;
}

/** One arm's matrix [rows, units] out of [rows, arms * stride]. */
export function armOf(all: Float32Array, arms: number, arm: number, units: number): Float32Array {
  const stride = strideOf(units);
  const rows = all.length / (arms * stride);
  const result = new Float32Array(rows * units);
  for (let row = 0; row < rows; row++) {
    const from = (row * arms + arm) * stride;
    result.set(all.subarray(from, from + units), row * units);
  }
  return result;
}

/** One arm's matrix out of [rows, arms * stride], turned: [units, rows]. */
export function unitsOf(all: Float32Array, arms: number, arm: number, units: number): Float32Array {
  const columns = arms * strideOf(units);
  const rows = all.length / columns;
  const first = arm * strideOf(units);
  const result = new Float32Array(units * rows);
  for (let unit = 0; unit < units; unit++) {
    for (let row = 0; row < rows; row++)
      result[unit * rows + row] = all[row * columns + first + unit] as number;
  }
  return result;
}
