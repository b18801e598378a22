import { CLASSES } from '../../src/common/experiment/config.ts';
import { PAPER_NORM } from '../../src/common/experiment/norm.ts';
import { PRESETS } from '../../src/common/experiment/presets.ts';
import { type ArmNumbers, initialNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { SEED } from './batches.ts';
import type { Problem } from './contestant.ts';

/** He weights: the plain arm moves from the first steps on, so that a wrong one shows in its loss. */
export const networkShape = ({ batch, depth, kind, optimizer, width }: Problem): NetworkShape => ({
  ...PRESETS['deep-mlp'],
  kind,
  optimizer,
  depth,
  width,
  batch,
  activation: 'relu',
  init: 'he',
  seed: SEED,
});

/** The numbers that every arm of every contestant starts from. */
export const startNumbers = (problem: Problem): ArmNumbers =>
  initialNumbers(networkShape(problem), PAPER_NORM);

/** One-hot labels, [batch, 10]. */
export function oneHot(labels: Uint8Array): Float32Array {
  const rows = new Float32Array(labels.length * CLASSES);
  labels.forEach((label, row) => {
    rows[row * CLASSES + label] = 1;
  });
  return rows;
}
