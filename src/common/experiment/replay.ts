import { formatChanges } from './changes.ts';
import type { ArmChange, ExperimentConfig } from './config.ts';
import type { RunRecord } from './run-record.ts';

/** What of a record tells how to repeat its run. */
type Repeatable = Pick<RunRecord, 'config' | 'changes' | 'step'>;

/** The config that repeats a run with every change made in it, those still planned, and as many steps at least. */
export function replayConfig(record: Repeatable): ExperimentConfig {
  const done = plannedAndDone(record);
  const ahead = record.config.changes.filter((change) => !done.includes(change));
  const steps = Math.max(record.config.steps, record.step);
  return { ...record.config, steps, changes: [...record.changes, ...ahead] };
}

/** The planned changes that have taken effect. */
export const plannedAndDone = ({ config, changes }: Repeatable): readonly ArmChange[] =>
  config.changes.filter((planned) =>
    changes.some((change) => formatChanges([change]) === formatChanges([planned])),
  );
