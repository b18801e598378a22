import { formatPercent, formatWhole } from '../lib/format.ts';

/** The scores of one arm in several runs that differ in their seeds only. */
export interface MeasuredArm {
  /** As the page calls it: "A · Batch normalization". */
  readonly arm: string;
  readonly unit: 'test accuracy';
  /** 0 to 1, after the last step, of the runs in which the arm did not break down; null where it did in all. */
  readonly mean: number | null;
  /** Sample standard deviation; null for fewer than two runs. */
  readonly spread: number | null;
  /** Runs that mean and spread are of. */
  readonly n: number;
  /** Runs in which the arm's loss was no number any more. */
  readonly diverged: number;
}

/** What became of a preset when it was trained several times. */
export interface PresetMeasurement {
  /** Repeats the measurement. */
  readonly command: string;
  readonly steps: number;
  readonly seeds: readonly number[];
  /** Where it was computed, e.g. "WebAssembly with SIMD". */
  readonly renderer: string;
  readonly data: string;
  readonly rows: readonly MeasuredArm[];
}

/** A measurement in words; empty where there is none. */
export function describeMeasurement(measured: PresetMeasurement | null): string {
  if (measured === null) return '';
  const { data, rows, seeds, steps } = measured;
  const runs = seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds.join(', ')}`;
  const scores = rows.map((row) => `${row.arm} ${scoreOf(row)}`).join('; ');
  return `Test accuracy after ${formatWhole(steps)} steps, ${runs}: ${scores}. Measured on ${data}.`;
}

function scoreOf({ diverged, mean, n, spread }: MeasuredArm): string {
  const broken = `broke down in ${diverged} of ${n + diverged}`;
  if (mean === null) return broken;
  const score =
    spread === null ? formatPercent(mean) : `${formatPercent(mean)} ± ${(100 * spread).toFixed(1)}`;
  return diverged === 0 ? score : `${score}, and ${broken}`;
}
