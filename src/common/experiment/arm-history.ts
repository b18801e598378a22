import { formatWhole } from '../lib/format.ts';
import { armKind } from './arm-look.ts';
import { changedArm } from './changes.ts';
import type { ArmChange, ArmConfig } from './config.ts';

/** What an arm was at first, what it has become, and how. */
export interface ArmHistory {
  readonly end: ArmConfig;
  /** "batch normalization from step 40", "rate 0.5 from step 60"; none for an arm that nobody changed. */
  readonly words: readonly string[];
}

/** More switches than this are not told one by one. */
const MOST_SWITCHES = 3;

/**
 * @param start as the run began with it
 * @param changes of all arms, in order of step
 */
export function armHistory(start: ArmConfig, arm: number, changes: readonly ArmChange[]): ArmHistory {
  const own = changes.filter((change) => change.arm === arm);
  const switches = own.filter((change) => change.kind === 'bn');
  const rate = own.findLast((change) => change.kind === 'rate');
  const told = switches.slice(switches.length > MOST_SWITCHES ? -1 : 0);
  const before = switches.length > MOST_SWITCHES ? 'switched several times, ' : '';
  return {
    end: own.reduce(changedArm, start),
    words: [
      ...told.map(
        ({ on, step }) =>
          `${before}${armKind({ ...start, bn: on }).toLowerCase()} from step ${formatWhole(step)}`,
      ),
      ...(rate === undefined ? [] : [`rate ${rate.rate} from step ${formatWhole(rate.step)}`]),
    ],
  };
}

/** Of a run's changes those that `armHistory` tells of: few, however many there were. */
export function toldChanges(changes: readonly ArmChange[]): readonly ArmChange[] {
  return changes.filter((change, index) => {
    const later = changes
      .slice(index + 1)
      .filter(({ arm, kind }) => arm === change.arm && kind === change.kind).length;
    return later < (change.kind === 'bn' ? MOST_SWITCHES + 1 : 1);
  });
}
