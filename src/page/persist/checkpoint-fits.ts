import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import type { ArmChange } from '../../common/experiment/config.ts';
import { isRate, isSpan } from '../../common/experiment/curve-faults.ts';

/** Whether a checkpoint can be one of so many networks, and was made after `lastStep` at the latest. */
export function checkpointFits(checkpoint: Checkpoint, networks: number, lastStep: number): boolean {
  const { arms, changes, elapsedMs, measuredAt, step, testedAt } = checkpoint;
  const steps = [
    testedAt,
    measuredAt['step-size'],
    measuredAt.ribbons,
    ...arms.flatMap(({ normUpdates, updates }) => [updates, normUpdates ?? 0]),
  ];
  return (
    step <= lastStep &&
    isSpan(elapsedMs) &&
    arms.length === networks &&
    arms.every(({ divergedAt, rate }) => isRate(rate) && (divergedAt ?? 0) <= step + 1) &&
    steps.every((one) => (one ?? 0) <= step) &&
    changes.every((change) => changeFits(change, networks))
  );
}

/** Whether a change can be one to a run of so many networks. */
export const changeFits = (change: ArmChange, networks: number): boolean =>
  change.arm < networks && (change.kind === 'bn' || isRate(change.rate));
