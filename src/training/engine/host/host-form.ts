import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { ArmSwitch, Form, LabelledImages, LayerValues } from '../operations.ts';
import type { Stack } from './stack.ts';

/** Rows of a layer's parameters, of its statistics, and of the sums of its backward pass: [rows, units] each. */
export const PARAMETERS = { gamma: 0, beta: 1, mean: 2, variance: 3 } as const;
export const STATISTICS = { mean: 0, inverse: 1, variance: 2 } as const;
export const SUMS = { dgamma: 0, dbeta: 1 } as const;

/**
 * The host operations keep one tensor an arm of everything, and images, labels and switches as they are. Matrices are turned:
 * [units, batch] where the formulas say [batch, units], weights [out, in]. So what one unit says to a batch lies in one piece,
 * and its sums are those of a plain list.
 */
export interface HostForm extends Form {
  matrix: Stack;
  /** Told by a function: tfjs walks whatever it is to free, and would look for tensors in every byte. */
  images: () => LabelledImages;
  labels: Uint8Array;
  arms: readonly ArmSwitch[];
  /** [4, units]; see `PARAMETERS`. */
  parameters: Stack;
  /** `xhat` is [units, batch], and z itself in an arm without BN; `statistics` is [3, units], and null there. */
  kept: { readonly xhat: Stack; readonly statistics: Stack };
  /** [2, units]; see `SUMS`. */
  sums: Stack;
  /** Copied already, and told by a function, as images are. */
  look: () => readonly (LayerValues | null)[];
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
  rows: readonly (Readonly<Partial<Record<K, Tensor2D | null>>> | null)[],
  key: K,
): Stack => rows.map((row) => row?.[key] ?? null);
