import { SETTINGS } from '../../../common/experiment/settings.ts';
import { inWords, zeroWord } from '../../store/differences.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { aboutOptimizer, aboutSetting } from './about-setting.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { NumberField } from './NumberField.tsx';
import { type NumberSettingName, readEnd, readNumberSetting } from './read-number.ts';

type ChoiceName = 'kind' | 'widen' | 'reduce' | 'activation' | 'init' | 'optimizer' | 'pixels';

/** A number of the next run. A note says after it what the number alone does not. */
export function NumberSetting({
  name,
  note,
  children,
}: {
  name: NumberSettingName;
  note?: string;
  children?: React.ReactNode;
}) {
  const value = usePageStore(({ asked }) => asked[name]);
  const { changeSettings } = usePageCommands();
  const { label } = SETTINGS[name];
  return (
    <NumberField
      label={label}
      about={aboutSetting(name)}
      value={value}
      whole={SETTINGS[name].type === 'integer'}
      {...zeroOf(name)}
      {...(note !== undefined && { unit: note })}
      format={(shown) => inWords(name, shown)}
      read={(text) => readNumberSetting(name, text)}
      onChange={(next) => changeSettings({ [name]: next })}
    >
      {children}
    </NumberField>
  );
}

function zeroOf(name: NumberSettingName): { zero?: string } {
  const zero = zeroWord(name);
  return zero === undefined ? {} : { zero };
}

/** A choice of the next run. */
export function ChoiceSetting({ name }: { name: ChoiceName }) {
  const value = usePageStore(({ asked }) => asked[name]);
  const optimizer = usePageStore(({ asked }) => asked.optimizer);
  const { changeSettings } = usePageCommands();
  const values: Readonly<Record<string, string>> = SETTINGS[name].values;
  return (
    <ChoiceField
      label={SETTINGS[name].label}
      about={name === 'optimizer' ? aboutOptimizer(optimizer) : aboutSetting(name)}
      value={value as string}
      values={values}
      onChange={(next) => changeSettings({ [name]: next })}
    />
  );
}

/** When the run ends: acts on the run that exists as well. */
export function EndSetting({ name }: { name: 'steps' | 'target' }) {
  const value = usePageStore(({ run, asked }) => (run?.config ?? asked)[name]);
  const stepsDone = usePageStore(({ run }) => run?.record?.step ?? 0);
  const { setPlan } = usePageCommands();
  const { label, unit } = SETTINGS[name];
  return (
    <NumberField
      label={label}
      about={aboutSetting(name)}
      value={value}
      unit={unit}
      whole={SETTINGS[name].type === 'integer'}
      format={(shown) => inWords(name, shown)}
      {...zeroOf(name)}
      read={(text) => (name === 'steps' ? readEnd(text, stepsDone) : readNumberSetting(name, text))}
      onChange={(next) => setPlan({ [name]: next })}
    />
  );
}
