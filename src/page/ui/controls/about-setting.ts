import type { Help } from '../../../common/experiment/help.ts';
import { OPTIMIZER_HELP, SETTING_HELP } from '../../../common/experiment/setting-help.ts';
import type { SettingName, SettingValue } from '../../../common/experiment/settings.ts';

/** What a setting explains of itself; undefined for one that needs no words. */
export const aboutSetting = (name: SettingName): Help | undefined => SETTING_HELP[name];

/** What an optimizer is, and what this one does. */
export function aboutOptimizer(optimizer: SettingValue<'optimizer'>): Help {
  const { formula, help } = OPTIMIZER_HELP[optimizer];
  return { help: `${SETTING_HELP.optimizer?.help ?? ''} ${help}`.trim(), formula };
}
