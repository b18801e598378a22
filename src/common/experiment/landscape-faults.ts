import { isFigure, isSpan, rises } from './curve-faults.ts';
import type { RunFile } from './run-file.ts';

/** What does not fit together in what was measured along the gradient. */
export function* landscapeFaults(
  { ribbons = [], steps, stepSizes = [] }: Pick<RunFile, 'ribbons' | 'steps' | 'stepSizes'>,
  arms: number,
): Generator<string> {
  const probes = [
    ...stepSizes.map((row) => ({ row, along: row.sizes, lists: [row.losses] })),
    ...ribbons.map((row) => ({ row, along: row.multiples, lists: [row.losses, row.gradientChanges] })),
  ];
  for (const [index, { along, lists, row }] of probes.entries()) {
    const own = index < stepSizes.length ? index : index - stepSizes.length;
    const name = `measurement ${own + 1} of the ${index < stepSizes.length ? 'step sizes' : 'landscape'}`;
    if (!isSpan(row.tookMs)) yield `${name} took ${row.tookMs} ms`;
    const before = own === 0 ? 0 : (probes[index - 1]?.row.step ?? 0);
    if (row.step < before || row.step > steps) yield `${name} is out of the order of steps`;
    if (!along.every((size) => isFigure(size) && size > 0) || !rises(along)) {
      yield `${name} has sizes that do not rise`;
    }
    const perArm = [row.rate, row.loss, ...('gradientNorm' in row ? [row.gradientNorm] : []), ...lists];
    if (perArm.some(({ length }) => length !== arms)) yield `${name} is not of ${arms} arms`;
    if (!perArm.flat(2).every(isFigure)) yield `${name} has a figure that is too large`;
    // An arm that stood still has none.
    const fits = ({ length }: readonly unknown[]) => length === along.length || length === 0;
    if (!lists.flat().every(fits)) yield `${name} has not as many figures as sizes`;
  }
}
