import { formatChanges } from '../../common/experiment/changes.ts';
import type { ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import { PRESETS } from '../../common/experiment/presets.ts';
import { SETTINGS, type SettingName } from '../../common/experiment/settings.ts';

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

/** Whether a config is still its preset's experiment: the same net, arms, batches and planned changes. */
export function followsPreset(config: ExperimentConfig): boolean {
  const preset = PRESETS[config.preset];
  return (
    OWN.every((name) => config[name] === preset[name]) &&
    armsText(config.arms) === armsText(preset.arms) &&
    formatChanges(config.changes) === formatChanges(preset.changes)
  );
}

const armsText = (arms: readonly ArmConfig[]): string => arms.map(({ bn, rate }) => `${bn} ${rate}`).join();
