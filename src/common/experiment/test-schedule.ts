const MULTIPLES = [1, 2, 5];

/**
 * The next step at which the whole test set is read: at 0, then every `evalEvery` steps, thinning out as training goes
 * on: the spacing grows by 2, 5, 10, 20, 50 ... whenever it has reached a tenth of the run, since a test of 10,000 images
 * costs as much as tens of steps.
 *
 * @param step a training step; the result is greater than it
 * @param evalEvery spacing of the first tests, in steps
 */
export function nextTestStep(step: number, evalEvery: number): number {
  for (let power = 1; ; power *= 10) {
    for (const multiple of MULTIPLES) {
      const spacing = evalEvery * power * multiple;
      const next = (Math.floor(step / spacing) + 1) * spacing;
      if (next <= 10 * spacing) return next;
    }
  }
}
