const MULTIPLES = [1, 2, 5];

/**
 * The next step at which the whole test set is read: at 0, then every `evalEvery` steps, thinning out as training goes
 * on in the pattern 1, 2, 5, 10, 20, 50 ... so that there are never more than 20 tests before the spacing grows.
 *
 * @param step a training step; the result is greater than it
 * @param evalEvery spacing of the first tests, in steps
 */
export function nextTestStep(step: number, evalEvery: number): number {
  for (let power = 1; ; power *= 10) {
    for (const multiple of MULTIPLES) {
      const spacing = evalEvery * power * multiple;
      const next = (Math.floor(step / spacing) + 1) * spacing;
      if (next <= 20 * spacing) return next;
    }
  }
}
