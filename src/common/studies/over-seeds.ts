import { type ArmCall, armCalls, firstStepAt, THRESHOLD } from '../experiment/verdict-standings.ts';
import { last } from '../lib/series.ts';
import { memberAt, type StudyConfig } from './study.ts';
import { isFinished, type StudyRecord } from './study-record.ts';

/** What one arm came to, seed by seed: every list has an entry for each trained seed, in the same order for all arms. */
export interface ArmOverSeeds extends ArmCall {
  readonly row: number;
  /** The first tested step at or above the threshold of verdicts; null where it was not reached. */
  readonly reached: readonly (number | null)[];
  /** Test accuracy at the last step, 0 to 1; null where it broke down. */
  readonly final: readonly (number | null)[];
  /** The step at which it broke down; null where it did not. */
  readonly divergedAt: readonly (number | null)[];
}

/** The columns of a study whose networks have all had their turn: only these compare like with like. */
export const trainedColumns = ({ config, members }: StudyRecord): readonly number[] =>
  config.columns
    .map((_, column) => column)
    .filter((column) =>
      config.base.arms.every((_, row) => {
        const member = members[memberAt(config, row, column)];
        return member !== undefined && isFinished(member, config.base.steps);
      }),
    );

/** Every arm of repeats over the seeds trained so far. */
export function armsOverSeeds(record: StudyRecord): readonly ArmOverSeeds[] {
  const { config, members } = record;
  const columns = trainedColumns(record);
  return callsOf(config).map((call, row) => {
    const own = columns.flatMap((column) => members[memberAt(config, row, column)] ?? []);
    return {
      ...call,
      row,
      reached: own.map((member) => firstStepAt(member, THRESHOLD)),
      final: own.map(({ divergedAt, testAccuracy }) => (divergedAt === null ? last(testAccuracy) : null)),
      divergedAt: own.map(({ divergedAt }) => divergedAt),
    };
  });
}

const callsOf = ({ base }: StudyConfig): readonly ArmCall[] =>
  armCalls({ config: base, changes: base.changes });

/** The values that are there. */
export const present = (values: readonly (number | null)[]): readonly number[] =>
  values.flatMap((value) => value ?? []);

/** Whether an arm reached the threshold with every seed. */
export const reachedAll = ({ reached }: ArmOverSeeds): boolean => !reached.includes(null);

/** In how many seeds an arm reached the threshold, and in how many it broke down. */
export const reachedCount = ({ reached }: ArmOverSeeds): number => present(reached).length;
export const divergedCount = ({ divergedAt }: ArmOverSeeds): number => present(divergedAt).length;
