import type { Comparison, Measured } from '../compare.ts';
import type { Column, Row } from './table.ts';

/** The columns that most tables have. */
export const SPEED_COLUMNS: readonly Column[] = [
  { key: 'contestant', label: 'contestant' },
  { key: 'backend', label: 'backend' },
  { key: 'stepsPerSecond', label: 'steps/s' },
  { key: 'slowest', label: 'slowest' },
  { key: 'fastest', label: 'fastest' },
];

/** Their values. */
export const speedCells = ({ label, problem, speeds, stepsPerSecond }: Measured): Row => ({
  contestant: label.split(' on ')[0] ?? label,
  backend: problem.backend,
  stepsPerSecond,
  slowest: Math.min(...speeds),
  fastest: Math.max(...speeds),
});

/** The columns of WebGL's costs. */
export const DRAW_COLUMNS: readonly Column[] = [
  { key: 'draws', label: 'draws a step' },
  { key: 'jsMs', label: 'JS ms a step' },
  { key: 'leastJsMs', label: 'at best' },
];

/** Their values. */
export const drawCells = ({ draws, jsMs, leastJsMs }: Measured): Row => ({ draws, jsMs, leastJsMs });

/** How many times as fast as another one; null where there is no other. */
export const ratio = (own: Measured, other: Measured | undefined): number | null =>
  other === undefined ? null : own.stepsPerSecond / other.stepsPerSecond;

/** The fastest of those that a test lets through. */
export const fastest = (
  { measured }: Comparison,
  isMeant: (one: Measured) => boolean,
): Measured | undefined => measured.filter(isMeant).sort((a, b) => b.stepsPerSecond - a.stepsPerSecond)[0];
