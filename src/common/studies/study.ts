import type { ArmConfig, ExperimentConfig } from '../experiment/config.ts';
import { ladderRates, type StudySettings } from '../experiment/study-settings.ts';

/** What is studied: how far learning rates go, or how much the seed matters. */
export type StudyKind = 'ladder' | 'repeats';

/** An experiment to be trained many times. Its columns differ by rate or by seed; its rows are the arms. */
export interface StudyConfig {
  readonly kind: StudyKind;
  /** What all have in common. Its arms are the rows; the steps are those of every member. */
  readonly base: ExperimentConfig;
  /** A column each: of a ladder the learning rates, of repeats the seeds. */
  readonly columns: readonly number[];
}

/** One network of a study. */
export interface StudyMember {
  /** Its row's arm, of a ladder with the column's rate. */
  readonly arm: ArmConfig;
  readonly seed: number;
  readonly row: number;
  readonly column: number;
}

/** All networks, column by column: row `r` of column `c` is at `c * rows + r`. */
export const studyMembers = (config: StudyConfig): readonly StudyMember[] =>
  config.columns.flatMap((value, column) =>
    config.base.arms.map((arm, row) => ({
      arm: config.kind === 'ladder' ? { ...arm, rate: value } : arm,
      seed: config.kind === 'ladder' ? config.base.seed : value,
      row,
      column,
    })),
  );

export const memberAt = ({ base }: StudyConfig, row: number, column: number): number =>
  column * base.arms.length + row;

/** Arms of an experiment that are the same but for rate, name and colour count once on a ladder. */
export function ladderRows(arms: readonly ArmConfig[]): readonly ArmConfig[] {
  const kindOf = ({ bn, norm = {} }: ArmConfig) => JSON.stringify([bn, Object.entries(norm).sort()]);
  return arms.filter((arm, index) => arms.findIndex((other) => kindOf(other) === kindOf(arm)) === index);
}

/** The ladder of some arms: nothing is changed on the way, and nothing ends it early. */
export const ladderStudy = (
  experiment: ExperimentConfig,
  rows: readonly ArmConfig[],
  { ladder, ladderSteps }: StudySettings,
): StudyConfig => ({
  kind: 'ladder',
  base: { ...withoutLooks(experiment), arms: rows, steps: ladderSteps, target: 0, changes: [] },
  columns: ladderRates(ladder),
});

/** The experiment once for each seed, its planned changes included. */
export const repeatsStudy = (
  experiment: ExperimentConfig,
  { repeats, repeatSteps }: StudySettings,
): StudyConfig => ({
  kind: 'repeats',
  base: { ...withoutLooks(experiment), steps: repeatSteps || experiment.steps, target: 0 },
  columns: Array.from({ length: repeats }, (_, index) => experiment.seed + index),
});

const withoutLooks = (experiment: ExperimentConfig): ExperimentConfig => ({
  ...experiment,
  probeEvery: 0,
  ribbonsEvery: 0,
});

/** Tests of a ladder on the way, evenly spaced: its curves need few, and a test costs as much as tens of steps. */
const LADDER_TESTS = 5;

/** The steps after which every member is tested, in order; the last one is the end. */
export function ladderTestSteps(steps: number): readonly number[] {
  const spaced = Array.from({ length: LADDER_TESTS }, (_, test) =>
    Math.round((steps * (test + 1)) / LADDER_TESTS),
  );
  return [...new Set(spaced)].filter((step) => step > 0);
}
