import type { SettingValue } from '../../../common/experiment/settings.ts';

/** A backend that can run; `auto` is only ever asked for. */
export type BackendName = Exclude<SettingValue<'backend'>, 'auto'>;
