import type { ExperimentConfig } from '../../common/experiment/config.ts';
import { SETTINGS, type SettingName } from '../../common/experiment/settings.ts';
import { formatWhole } from '../../common/lib/format.ts';
import type { DataSummary } from '../../common/protocol/events.ts';
import { armDifferences } from './arm-differences.ts';
import type { ArmSlot } from './arm-slots.ts';
import type { Difference } from './difference.ts';

const NAMES = (Object.keys(SETTINGS) as SettingName[]).filter((name) => name !== 'preset');

/**
 * What stands in the controls and is not what the run was asked for. The preset is only a name and does not count.
 *
 * @param slots which arm asked for is which of the run
 */
export function differences(
  asked: ExperimentConfig,
  running: ExperimentConfig,
  slots: readonly ArmSlot[],
): readonly Difference[] {
  const changed = NAMES.filter((name) => asked[name] !== running[name]);
  const settings = changed.map((name) => ({
    label: SETTINGS[name].label,
    from: inWords(name, running[name]),
    to: inWords(name, asked[name]),
  }));
  return [...settings, ...armDifferences(asked, running, slots)];
}

/** Whether two data sets are the same to the person: a set that is loaded again is another object. */
export const isSameData = (one: DataSummary | null, other: DataSummary | null): boolean =>
  one?.source === other?.source &&
  one?.name === other?.name &&
  one?.trainCount === other?.trainCount &&
  one?.testCount === other?.testCount &&
  one?.hash === other?.hash;

/** A data set, as far as it is compared. */
export interface ComparedData {
  readonly name: string;
  /** Of its content; undefined where an older version did not find it. */
  readonly hash: string | undefined;
}

export const comparedData = ({ hash, name }: DataSummary): ComparedData => ({ hash, name });

/** What is said of two data sets that are not the same; those of one name are told apart by the beginnings of their hashes. */
export function dataDifference(then: ComparedData, now: ComparedData): Difference | null {
  if (then.name !== now.name) return { label: 'Files', from: then.name, to: now.name };
  if (then.hash === undefined || now.hash === undefined || then.hash === now.hash) return null;
  const told = ({ hash = '', name }: ComparedData) => `${name} #${hash.slice(0, 6)}`;
  return { label: 'Different data', from: told(then), to: told(now) };
}

const ZEROS: Partial<Readonly<Record<SettingName, string>>> = {
  target: 'never',
  weightDecay: 'none',
  warmup: 'none',
  dropEvery: 'never',
  probeEvery: 'never',
  ribbonsEvery: 'never',
};

/** What stands for 0, where that means something else than a number. */
export const zeroWord = (name: SettingName): string | undefined => ZEROS[name];

/** A setting's value as people read it: counts are written 3,000; a seed is a name and stays as it is. */
export function inWords(name: SettingName, value: string | number): string {
  const setting = SETTINGS[name];
  if (setting.type === 'choice') {
    const words: Readonly<Record<string, string>> = setting.values;
    return words[value] ?? String(value);
  }
  if (value === 0) return zeroWord(name) ?? '0';
  return name !== 'seed' && setting.type === 'integer' ? formatWhole(Number(value)) : String(value);
}
