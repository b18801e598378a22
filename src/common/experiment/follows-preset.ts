import { formatArms } from './arms.ts';
import type { ExperimentConfig } from './config.ts';
import { PRESETS } from './presets.ts';
import { SETTINGS, type SettingName } from './settings.ts';

/** Settings that every run chooses for itself: they leave a preset's experiment what it is. */
const FREE: ReadonlySet<SettingName> = new Set([
  'preset',
  'data',
  'backend',
  'seed',
  'steps',
  'target',
  'evalEvery',
]);
const OWN = (Object.keys(SETTINGS) as SettingName[]).filter((name) => !FREE.has(name));

/** Whether a config is still its preset's experiment: the same net, arms and batches. Changes planned for later do not count. */
export function followsPreset(config: ExperimentConfig): boolean {
  const preset = PRESETS[config.preset];
  return (
    OWN.every((name) => config[name] === preset[name]) && formatArms(config.arms) === formatArms(preset.arms)
  );
}
