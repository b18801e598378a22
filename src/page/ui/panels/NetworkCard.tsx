import { SETTINGS } from '../../../common/experiment/settings.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { SeedField } from '../controls/SeedField.tsx';
import { ChoiceSetting, NumberSetting } from '../controls/SettingField.tsx';
import { usePageCommands } from '../page-commands-context.ts';
import { FoldingCard } from './FoldingCard.tsx';

/** What all arms share. A change waits for a new run. */
export function NetworkCard() {
  const gaussian = usePageStore(({ asked }) => asked.init === 'gaussian');
  const summary = usePageStore(
    ({ asked: { depth, width, activation } }) =>
      `${depth} × ${width} ${SETTINGS.activation.values[activation]}`,
  );
  return (
    <FoldingCard title="Network" aside="a change takes a new run" summary={summary}>
      <div className="ns-fields">
        <ChoiceSetting name="kind" />
        <NumberSetting name="depth" />
        <NumberSetting name="width" />
        <ChoiceSetting name="activation" />
        <ChoiceSetting name="init" />
        {gaussian && <NumberSetting name="initSigma" />}
        <ChoiceSetting name="optimizer" />
        <NumberSetting name="batch" />
        <SeedField />
        <NumberSetting name="evalEvery" note="steps at first, then rarer" />
        <BackendChoice />
      </div>
    </FoldingCard>
  );
}

function BackendChoice() {
  const value = usePageStore(({ asked }) => asked.backend);
  const message = usePageStore(({ backend }) => backend.message);
  const { chooseBackend } = usePageCommands();
  const { label, values } = SETTINGS.backend;
  return (
    <>
      <ChoiceField label={label} value={value} values={values} onChange={chooseBackend} />
      {message !== null && (
        <p className="ns-problem" role="alert">
          {message}
        </p>
      )}
    </>
  );
}
