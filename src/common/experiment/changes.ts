import { shortened } from '../lib/format.ts';
import { armLetter, readArmLetter, readRate } from './arms.ts';
import type { ArmChange, ArmConfig } from './config.ts';
import { SETTINGS } from './settings.ts';

const CHANGE = /^(\d+)\.([A-Za-z]{1,2})\.(bn|rate):(\S+)$/;

/** Writes changes as `STEP.ARM.bn:on`, `STEP.ARM.bn:off`, `STEP.ARM.rate:RATE`, a comma between them. */
export const formatChanges = (changes: readonly ArmChange[]): string =>
  changes
    .map((change) => {
      const value = change.kind === 'bn' ? (change.on ? 'on' : 'off') : change.rate;
      return `${change.step}.${armLetter(change.arm)}.${change.kind}:${value}`;
    })
    .join(',');

/** Reads what `formatChanges` writes; the result is in order of step. */
export function readChanges(text: string): { value: readonly ArmChange[] } | { error: string } {
  const changes: ArmChange[] = [];
  for (const part of text.split(',').filter((piece) => piece !== '')) {
    const change = readChange(part);
    if (change === null) {
      return {
        error: `changes: “${shortened(part)}” is not STEP.ARM.bn:on, STEP.ARM.bn:off or STEP.ARM.rate:RATE, as in 500.B.bn:on; ARM is a name from A to Z or AA to AF`,
      };
    }
    changes.push(change);
  }
  return { value: changes.sort((one, other) => one.step - other.step) };
}

function readChange(text: string): ArmChange | null {
  const [, stepText, letter, kind, value] = CHANGE.exec(text) ?? [];
  if (letter === undefined || value === undefined) return null;
  const step = Number(stepText);
  const arm = readArmLetter(letter);
  if (arm === null || step > SETTINGS.steps.max) return null;
  if (kind === 'bn')
    return value === 'on' || value === 'off' ? { kind, step, arm, on: value === 'on' } : null;
  const rate = readRate(value);
  return rate === null ? null : { kind: 'rate', step, arm, rate };
}

/** The arm after a change. */
export const changedArm = (arm: ArmConfig, change: ArmChange): ArmConfig =>
  change.kind === 'bn' ? { ...arm, bn: change.on } : { ...arm, rate: change.rate };

/** A change in words, for marks and notices: "B: batch normalization on". */
export function describeChange(change: ArmChange): string {
  const what =
    change.kind === 'bn' ? `batch normalization ${change.on ? 'on' : 'off'}` : `learning rate ${change.rate}`;
  return `${armLetter(change.arm)}: ${what}`;
}
