import { armName } from '../../common/experiment/arm-look.ts';
import { armLetter } from '../../common/experiment/arms.ts';
import { formatChanges } from '../../common/experiment/changes.ts';
import type { ArmChange, ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import { RATE } from '../../common/experiment/settings.ts';
import type { ArmSlot } from './arm-slots.ts';
import type { Difference } from './difference.ts';

/** What a new run would do otherwise with its arms: which there are, what each is, and the changes planned for them. */
export function armDifferences(
  asked: ExperimentConfig,
  running: ExperimentConfig,
  slots: readonly ArmSlot[],
): readonly Difference[] {
  const found = slots.flatMap((slot, index) =>
    slotDifferences(
      armLetter(index),
      slot.running === null ? undefined : running.arms[slot.running],
      slot.asked === null ? undefined : asked.arms[slot.asked],
    ),
  );
  return [...found, ...movedLetters(slots), ...replayDifferences(asked, running, slots)];
}

function slotDifferences(
  letter: string,
  before: ArmConfig | undefined,
  now: ArmConfig | undefined,
): readonly Difference[] {
  if (before === undefined && now === undefined) return [];
  if (now === undefined) return [{ label: `Arm ${letter}`, from: inShort(before), to: 'removed' }];
  if (before === undefined) return [{ label: `Arm ${letter}`, from: 'none', to: inShort(now) }];
  return armChanges(letter, before, now);
}

const inShort = (arm: ArmConfig | undefined): string =>
  arm === undefined ? '' : `${armName(arm)}, rate ${arm.rate}`;

/** Letters of arms that stay, where an arm before them leaves. */
function movedLetters(slots: readonly ArmSlot[]): readonly Difference[] {
  const moved = slots.flatMap(({ asked }, index) =>
    asked === null || asked === index ? [] : [[armLetter(index), armLetter(asked)] as const],
  );
  if (moved.length === 0) return [];
  const label = moved.length === 1 ? 'Letter' : 'Letters';
  return [{ label, from: moved.map(([from]) => from).join(', '), to: moved.map(([, to]) => to).join(', ') }];
}

/** Plans are compared by the arms they are for, whatever their places are. */
function replayDifferences(
  asked: ExperimentConfig,
  running: ExperimentConfig,
  slots: readonly ArmSlot[],
): readonly Difference[] {
  const plan = (changes: readonly ArmChange[], place: 'asked' | 'running') =>
    formatChanges(
      changes.map((change) => ({
        ...change,
        arm: slots.findIndex((slot) => slot[place] === change.arm),
      })),
    );
  if (plan(asked.changes, 'asked') === plan(running.changes, 'running')) return [];
  return [
    {
      label: 'Changes to replay',
      from: String(running.changes.length),
      to: String(asked.changes.length),
    },
  ];
}

function armChanges(letter: string, before: ArmConfig, now: ArmConfig): readonly Difference[] {
  const found: Difference[] = [];
  if (now.rate !== before.rate) {
    found.push({ label: `${RATE.label} of ${letter}`, from: String(before.rate), to: String(now.rate) });
  }
  return found;
}
