/**
 * A running mean whose weights fall off exponentially, without the pull towards 0 at the start (as TensorBoard smooths).
 * Values that are not finite pass through and leave the mean as it was.
 *
 * @param weight how much of the past is kept from one value to the next, 0 (nothing) to just below 1
 */
export function createSmoother(weight: number): (value: number) => number {
  let sum = 0;
  let total = 0;
  return (value) => {
    if (!Number.isFinite(value)) return value;
    sum = weight * sum + (1 - weight) * value;
    total = weight * total + (1 - weight);
    return sum / total;
  };
}
