import type { ArmConfig } from './config.ts';
import { ARM_COUNT, RATE, readNumber } from './settings.ts';

const LETTERS = 26;

/** The name of an arm: A to Z, then AA, AB ... */
export const armLetter = (arm: number): string =>
  `${arm < LETTERS ? '' : 'A'}${String.fromCharCode(65 + (arm % LETTERS))}`;

/** The arm of a name, in capitals or not; null for what is no name of an arm. */
export function readArmLetter(text: string): number | null {
  const [, second, last = ''] = /^(A?)([A-Z])$/.exec(text.toUpperCase()) ?? [];
  if (last === '') return null;
  const arm = last.charCodeAt(0) - 65 + (second === '' ? 0 : LETTERS);
  return arm < ARM_COUNT.max ? arm : null;
}

/** What an arm is, in words. */
export const armKind = (bn: boolean): string => (bn ? 'Batch normalization' : 'Plain');

export const formatArms = (arms: readonly ArmConfig[]): string =>
  arms.map(({ bn, rate }) => `${bn ? 'bn' : 'plain'}:${rate}`).join(',');

/** Reads `bn:RATE` and `plain:RATE`, a comma between arms. */
export function readArms(text: string): { value: readonly ArmConfig[] } | { error: string } {
  const parts = text.split(',');
  if (parts.length > ARM_COUNT.max) {
    return { error: `arms: ${parts.length} arms; there can be ${ARM_COUNT.min} to ${ARM_COUNT.max}` };
  }
  const arms: ArmConfig[] = [];
  for (const part of parts) {
    const [kind, rateText = '', ...rest] = part.trim().split(':');
    const rate = readRate(rateText);
    if ((kind !== 'bn' && kind !== 'plain') || rate === null || rest.length > 0) {
      return {
        error: `arms: “${part}” is not bn:RATE or plain:RATE with a rate from ${RATE.min} to ${RATE.max}`,
      };
    }
    arms.push({ bn: kind === 'bn', rate });
  }
  return { value: arms };
}

/** Reads a learning rate; null when it is no number or out of bounds. */
export function readRate(text: string): number | null {
  const rate = readNumber(text);
  return rate !== null && rate >= RATE.min && rate <= RATE.max ? rate : null;
}
