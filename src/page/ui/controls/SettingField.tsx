import { readSetting, SETTINGS } from '../../../common/experiment/settings.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { inWords } from '../../store/differences.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { NumberField } from './NumberField.tsx';

type NumberName = 'depth' | 'width' | 'initSigma' | 'batch' | 'seed' | 'steps' | 'target' | 'evalEvery';
type ChoiceName = 'kind' | 'activation' | 'init' | 'optimizer';

/** Reads a typed number by the table of settings. */
export function readNumberSetting(name: NumberName, text: string): { value: number } | { error: string } {
  const result = readSetting(name, text.replaceAll(',', ''));
  if ('error' in result) return { error: result.error.slice(`${name}: `.length) };
  return { value: Number(result.value) };
}

/** Counts are written 3,000; a seed is a name and stays as it is. */
const formatOf = (name: NumberName) =>
  name !== 'seed' && SETTINGS[name].type === 'integer' ? formatWhole : String;

/** A number of the next run. */
export function NumberSetting({ name, children }: { name: NumberName; children?: React.ReactNode }) {
  const value = usePageStore(({ asked }) => asked[name]);
  const { changeSettings } = usePageCommands();
  const { label } = SETTINGS[name];
  return (
    <NumberField
      label={label}
      value={value}
      format={formatOf(name)}
      read={(text) => readNumberSetting(name, text)}
      onChange={(next) => changeSettings({ [name]: next })}
    >
      {children}
    </NumberField>
  );
}

/** A choice of the next run. */
export function ChoiceSetting({ name }: { name: ChoiceName }) {
  const value = usePageStore(({ asked }) => asked[name]);
  const { changeSettings } = usePageCommands();
  const values: Readonly<Record<string, string>> = SETTINGS[name].values;
  return (
    <ChoiceField
      label={SETTINGS[name].label}
      value={value as string}
      values={values}
      onChange={(next) => changeSettings({ [name]: next })}
    />
  );
}

/** When the run ends: acts on the run that exists as well. */
export function EndSetting({ name }: { name: 'steps' | 'target' }) {
  const value = usePageStore(({ run, asked }) => (run?.config ?? asked)[name]);
  const { setEnd } = usePageCommands();
  const { label, unit } = SETTINGS[name];
  return (
    <NumberField
      label={label}
      value={value}
      unit={unit}
      format={formatOf(name)}
      {...(name === 'target' && { zero: inWords('target', 0) })}
      read={(text) => readNumberSetting(name, text)}
      onChange={(next) => setEnd({ [name]: next })}
    />
  );
}
