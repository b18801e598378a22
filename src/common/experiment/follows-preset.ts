import { formatArms } from './arms.ts';
import type { ArmConfig, ExperimentConfig } from './config.ts';
import { PRESETS, presetData } from './presets.ts';
import { SETTINGS, type SettingName } from './settings.ts';

/** Settings that every run chooses for itself: they leave a preset's experiment what it is. */
const FREE: ReadonlySet<SettingName> = new Set([
  'preset',
  'data',
  'transpose',
  'backend',
  'seed',
  'steps',
  'target',
  'evalEvery',
]);
const OWN = (Object.keys(SETTINGS) as SettingName[]).filter((name) => !FREE.has(name));

/** Names and colours are for the eye. */
const experimentOf = (arms: readonly ArmConfig[]): string =>
  formatArms(arms.map(({ color: _color, name: _name, ...arm }) => arm));

/**
 * Whether a config is still its preset's experiment: the same net, arms and batches, and the same data where they are part of it.
 * Changes planned for later do not count.
 */
export function followsPreset(config: ExperimentConfig): boolean {
  const preset = PRESETS[config.preset];
  return (
    OWN.every((name) => config[name] === preset[name]) &&
    config.data === presetData(config.preset, config.data) &&
    experimentOf(config.arms) === experimentOf(preset.arms)
  );
}
