import type { ArmSwitch } from '../operations.ts';
import { strideOf } from './kernels/code.ts';

/** The first row of settings: an arm without BN, with BN, with BN whose running statistics are to be taken anew. */
const PLAIN = 0;
const NORMALISED = 1;
const FRESH = 2;

/**
 * What the programs read of the arms, one column a unit, [2, arms * stride]: which of the three an arm is, and its learning
 * rate. A rate of 0, which nobody can choose, is an arm that stands still.
 */
export function settingsOf(arms: readonly ArmSwitch[], units: number): Float32Array {
  const stride = strideOf(units);
  const columns = arms.length * stride;
  const settings = new Float32Array(2 * columns);
  for (const [arm, { bn, fresh, frozen, rate }] of arms.entries()) {
    const [from, to] = [arm * stride, (arm + 1) * stride];
    settings.fill(fresh ? FRESH : bn ? NORMALISED : PLAIN, from, to);
    settings.fill(frozen ? 0 : rate, columns + from, columns + to);
  }
  return settings;
}
