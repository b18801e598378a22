import { concat, type Tensor2D } from '@tensorflow/tfjs-core';

/**
 * One quantity of a layer, for all arms at once. How the arms are laid out is the business of the backend's operations:
 * the portable ones keep one tensor an arm, in order, with null where an arm stands still and nothing was computed.
 */
export type Stack = readonly (Tensor2D | null)[];

/** Two values a feature: (gamma, beta), (mean, variance) or (dgamma, dbeta). */
export type Pair = readonly [Stack, Stack];

export const tensorsOf = (...stacks: readonly Stack[]): Tensor2D[] =>
  stacks.flat().filter((tensor) => tensor !== null);

/** A stack in which one arm has another tensor; the others are shared with the stack given. */
export const withArm = (stack: Stack, arm: number, tensor: Tensor2D): Stack =>
  stack.map((own, index) => (index === arm ? tensor : (own?.clone() ?? null)));

/** One number an arm a stack, read off the device in one go: row-major [stacks, arms], NaN where there is none. */
export async function readRows(stacks: readonly Stack[], arms: number): Promise<Float32Array<ArrayBuffer>> {
  const rows = new Float32Array(stacks.length * arms).fill(Number.NaN);
  const tensors = tensorsOf(...stacks);
  if (tensors.length === 0) return rows;
  const joined = concat(tensors, 0);
  for (const tensor of tensors) tensor.dispose();
  const values = (await joined.data()) as Float32Array;
  joined.dispose();
  let next = 0;
  for (const [row, stack] of stacks.entries()) {
    for (const [arm, tensor] of stack.entries()) {
      if (tensor !== null) rows[row * arms + arm] = values[next++] as number;
    }
  }
  return rows;
}

/** Every arm's values, read off the device. */
export const readStack = (stack: Stack): Promise<(Float32Array | null)[]> =>
  Promise.all(
    stack.map(async (tensor) => (tensor === null ? null : ((await tensor.data()) as Float32Array))),
  );
