import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { ArmSwitch, Form, LabelledImages, LayerValues } from '../operations.ts';
import type { Stack } from './stack.ts';

/**
 * Rows of a layer's parameters, [rows, units * each]: `each` is 1, or the places of a convolution where an arm has gamma and beta by
 * activation; mean and variance fill the first `units` of theirs. After them come a gamma and a beta for each moment of the optimizer.
 */
export const PARAMETERS = { gamma: 0, beta: 1, mean: 2, variance: 3 } as const;
export const PARAMETER_ROWS = 4;
/** Rows of the batch's statistics, [rows, units]: what is taken off, 1 / sqrt(var + eps), the variance, the mean. */
export const STATISTICS = { taken: 0, inverse: 1, variance: 2, mean: 3 } as const;
export const STATISTICS_ROWS = 4;
/** Rows of the sums of a layer's backward pass, [rows, units * each]. */
export const SUMS = { dgamma: 0, dbeta: 1 } as const;

/**
 * The host operations keep one tensor an arm of everything, and images, labels and switches as they are. Matrices are turned:
 * [units, batch] where the formulas say [batch, units], weights [out, in]. So what one unit says to a batch lies in one piece,
 * and its sums are those of a plain list. A convolution's are [channels, places * batch], one place after the other.
 *
 * Weights and the bias have what the optimizer remembers of them below: [(1 + moments) * out, in].
 */
export interface HostForm extends Form {
  matrix: Stack;
  /** Told by a function: tfjs walks whatever it is to free, and would look for tensors in every byte. */
  images: () => LabelledImages;
  /** One an arm. */
  labels: readonly Uint8Array[];
  arms: readonly ArmSwitch[];
  /** See `PARAMETERS`. */
  parameters: Stack;
  kept: Kept;
  /** See `SUMS`. */
  sums: Stack;
  /** Copied already, and told by a function, as images are. */
  look: () => readonly (LayerValues | null)[];
}

/** What the backward pass needs of normalization. */
export interface Kept {
  /** What is normalised: z, or f(z) in an arm normalised after the activation. */
  readonly entered: Stack;
  /** The same as `entered` in an arm without. */
  readonly xhat: Stack;
  /** See `STATISTICS`; of a layer norm [4, batch]; null in an arm without. */
  readonly statistics: Stack;
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
