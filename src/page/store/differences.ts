import { armKind, armLetter } from '../../common/experiment/arms.ts';
import type { ExperimentConfig } from '../../common/experiment/config.ts';
import { RATE, SETTINGS, type SettingName } from '../../common/experiment/settings.ts';
import { formatWhole } from '../../common/lib/format.ts';
import type { DataSummary } from '../../common/protocol/events.ts';

/** One setting that a new run would take up, in words. */
export interface Difference {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

const NAMES = (Object.keys(SETTINGS) as SettingName[]).filter((name) => name !== 'preset');

/** What stands in the controls and is not what the run was asked for. The preset is only a name and does not count. */
export function differences(asked: ExperimentConfig, running: ExperimentConfig): readonly Difference[] {
  const changed = NAMES.filter((name) => asked[name] !== running[name]);
  const settings = changed.map((name) => ({
    label: SETTINGS[name].label,
    from: inWords(name, running[name]),
    to: inWords(name, asked[name]),
  }));
  return [...settings, ...armDifferences(asked, running), ...replayDifferences(asked, running)];
}

/** Whether two data sets are the same to the person: a set that is loaded again is another object. */
export const isSameData = (one: DataSummary | null, other: DataSummary | null): boolean =>
  one?.source === other?.source &&
  one?.name === other?.name &&
  one?.trainCount === other?.trainCount &&
  one?.testCount === other?.testCount;

/** A setting's value as people read it: counts are written 3,000; a seed is a name and stays as it is. */
export function inWords(name: SettingName, value: string | number): string {
  const setting = SETTINGS[name];
  if (setting.type === 'choice') {
    const words: Readonly<Record<string, string>> = setting.values;
    return words[value] ?? String(value);
  }
  if (name === 'target' && value === 0) return 'never';
  return name !== 'seed' && setting.type === 'integer' ? formatWhole(Number(value)) : String(value);
}

function armDifferences(asked: ExperimentConfig, running: ExperimentConfig): Difference[] {
  if (asked.arms.length !== running.arms.length) {
    return [{ label: 'Arms', from: String(running.arms.length), to: String(asked.arms.length) }];
  }
  return asked.arms.flatMap((arm, index) => {
    const before = running.arms[index] ?? arm;
    const letter = armLetter(index);
    const found: Difference[] = [];
    if (arm.bn !== before.bn) found.push({ label: letter, from: armKind(before.bn), to: armKind(arm.bn) });
    if (arm.rate !== before.rate) {
      found.push({ label: `${RATE.label} of ${letter}`, from: String(before.rate), to: String(arm.rate) });
    }
    return found;
  });
}

function replayDifferences(asked: ExperimentConfig, running: ExperimentConfig): Difference[] {
  if (asked.changes === running.changes) return [];
  if (asked.changes.length === 0 && running.changes.length === 0) return [];
  return [
    {
      label: 'Changes to replay',
      from: String(running.changes.length),
      to: String(asked.changes.length),
    },
  ];
}
