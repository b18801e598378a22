import type { Tensor2D } from '@tensorflow/tfjs-core';

/**
 * One quantity for all arms at once. How the arms are laid out is the business of the operations: the host ones keep a
 * tensor an arm, with null where an arm stands still and nothing was computed; fused ones keep one tensor for all.
 */
export type Stack = readonly (Tensor2D | null)[];

export const tensorsOf = (...stacks: readonly Stack[]): Tensor2D[] =>
  stacks.flat().filter((tensor) => tensor !== null);
