import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { ArmSwitch, Form } from '../operations.ts';
import type { Stack } from '../stack.ts';

/** The fused operations keep one packed tensor for all arms of everything, the arms side by side in the columns. */
export interface WebGlForm extends Form {
  /** Settings by hidden unit and by class; see `settings.ts`. */
  arms: { readonly switches: readonly ArmSwitch[]; readonly hidden: Tensor2D; readonly output: Tensor2D };
  /** gamma, beta, running mean, running variance: [4, arms * units]. */
  parameters: Tensor2D;
  /** z and the batch's mean and 1 / deviation, [2, arms * units]. */
  kept: { readonly z: Tensor2D; readonly statistics: Tensor2D };
  /** dgamma, dbeta: [2, arms * units]. */
  sums: Tensor2D;
}

/** The one tensor of a stack. @throws when there is none: a fault in the step. */
export function only([tensor]: Stack): Tensor2D {
  if (!tensor) throw new Error('There is nothing here.');
  return tensor;
}
