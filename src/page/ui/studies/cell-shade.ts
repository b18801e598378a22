import type { LadderCell } from './ladder-model.ts';

/** How much of an arm's colour is in a cell at 100 %, over and still in training: dark enough to be seen, and text on it can be read. */
export const DEEPEST = { over: 0.36, open: 0.12 } as const;

/** How much of its arm's colour is in a cell, 0 to 1: the more, the better it does. */
export const cellShade = ({
  accuracy,
  divergedAt,
  isFinished,
}: Pick<LadderCell, 'accuracy' | 'divergedAt' | 'isFinished'>): number =>
  divergedAt === null ? (accuracy ?? 0) * (isFinished ? DEEPEST.over : DEEPEST.open) : 0;
