import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { ArmSwitch, Form, LabelledImages } from '../operations.ts';
import type { Stack } from './stack.ts';

/** The host operations keep one tensor an arm of everything, and images, labels and switches as they are. */
export interface HostForm extends Form {
  matrix: Stack;
  /** Told by a function: tfjs walks whatever it is to free, and would look for tensors in every byte. */
  images: () => LabelledImages;
  labels: Uint8Array;
  arms: readonly ArmSwitch[];
  /** [1, units] each. */
  parameters: Readonly<Record<'gamma' | 'beta' | 'mean' | 'variance', Stack>>;
  /** `xhat` is [batch, units]; the others are [1, units], and null for an arm without BN. */
  kept: Readonly<Record<'xhat' | 'inverseDeviation' | 'mean' | 'variance', Stack>>;
  /** [1, units] each; dgamma is null for an arm without BN. */
  sums: Readonly<Record<'dgamma' | 'dbeta', Stack>>;
}

/** Computes one tensor for every arm that has one, and null for the others. */
export const eachArm = (stack: Stack, compute: (tensor: Tensor2D, arm: number) => Tensor2D): Stack =>
  stack.map((tensor, arm) => (tensor === null ? null : compute(tensor, arm)));

/** An arm's tensor. @throws when there is none: a fault in the step. */
export function pick(stack: Stack, arm: number): Tensor2D {
  const tensor = stack[arm];
  if (!tensor) throw new Error(`Arm ${arm} has nothing here.`);
  return tensor;
}

/** One key of a list of records, as a stack. */
export const column = <K extends string>(
  rows: readonly (Readonly<Partial<Record<K, Tensor2D>>> | null)[],
  key: K,
): Stack => rows.map((row) => row?.[key] ?? null);
