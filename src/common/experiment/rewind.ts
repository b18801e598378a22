import { type Series, values } from '../lib/series.ts';
import { formatChanges } from './changes.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { ArmChange } from './config.ts';
import type { ArmRecord, RunRecord } from './run-record.ts';

/** A run put back to where a checkpoint was made. */
export interface Rewound {
  readonly record: RunRecord;
  /** With all changes still to be made: those that had been made since are made again, at the same steps. */
  readonly checkpoint: Checkpoint;
}

/** Takes off a record what came after a checkpoint, so that a run that goes on from there tells nothing twice. */
export function rewind(record: RunRecord, checkpoint: Checkpoint): Rewound {
  const { arms, elapsedMs, measuredAt, step, testDue } = checkpoint;
  const isBefore = (own: { readonly step: number }) => own.step <= step;
  const measured = (what: 'step-size' | 'ribbons') => (own: { readonly step: number }) =>
    own.step < step || (own.step === step && measuredAt[what] === step);
  const undone = record.changes.filter((change) => change.step >= step);
  return {
    record: {
      ...record,
      arms: record.arms.map((own, index) =>
        rewoundArm(own, step, testDue ? step - 1 : step, arms[index]?.divergedAt ?? null),
      ),
      changes: record.changes.filter((change) => change.step < step),
      moves: record.moves.filter((move) => move.step < step),
      snapshots: record.snapshots.filter(isBefore),
      stepSizes: record.stepSizes.filter(measured('step-size')),
      ribbons: record.ribbons.filter(measured('ribbons')),
      step,
      elapsedMs,
    },
    checkpoint: { ...checkpoint, changes: merged(checkpoint.changes, undone) },
  };
}

/** What an arm had told by some step, and by some test. */
export function rewoundArm(
  own: ArmRecord,
  step: number,
  testedUpTo: number,
  divergedAt: number | null,
): ArmRecord {
  const trained = countUpTo(own.step, step);
  const tested = countUpTo(own.testStep, testedUpTo);
  return {
    step: first(own.step, trained),
    trainLoss: first(own.trainLoss, trained),
    trainAccuracy: first(own.trainAccuracy, trained),
    testStep: first(own.testStep, tested),
    testLoss: first(own.testLoss, tested),
    testAccuracy: first(own.testAccuracy, tested),
    byBatchLoss: first(own.byBatchLoss, tested),
    byBatchAccuracy: first(own.byBatchAccuracy, tested),
    divergedAt,
  };
}

/** How many of rising steps are at most `step`. */
function countUpTo(steps: Series, step: number): number {
  const after = values(steps).findIndex((one) => one > step);
  return after === -1 ? steps.length : after;
}

/** A copy: what is appended to it must not be written over what others still read. */
const first = (series: Series, length: number): Series =>
  length === series.length ? series : { length, storage: values(series).slice(0, length) };

function merged(planned: readonly ArmChange[], undone: readonly ArmChange[]): ArmChange[] {
  const known = new Set(planned.map((change) => formatChanges([change])));
  const more = undone.filter((change) => !known.has(formatChanges([change])));
  return [...planned, ...more].sort((one, other) => one.step - other.step);
}
