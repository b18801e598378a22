import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Stack } from '../stack.ts';

/** Computes one tensor for every arm that has one, and null for the others. */
export const eachArm = (stack: Stack, compute: (tensor: Tensor2D, arm: number) => Tensor2D): Stack =>
  stack.map((tensor, arm) => (tensor === null ? null : compute(tensor, arm)));

/** An arm's tensor. @throws when there is none: a fault in the step. */
export function pick(stack: Stack, arm: number): Tensor2D {
  const tensor = stack[arm];
  if (!tensor) throw new Error(`Arm ${arm} has nothing here.`);
  return tensor;
}
