import { SETTINGS } from '../../../common/experiment/settings.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { SeedField } from '../controls/SeedField.tsx';
import { ChoiceSetting, NumberSetting } from '../controls/SettingField.tsx';
import { usePageCommands } from '../page-commands-context.ts';
import { FoldingCard } from './FoldingCard.tsx';
import { netInShort } from './welcome-words.ts';

/** What all arms share. A change waits for a new run. */
export function NetworkCard() {
  const summary = usePageStore(({ asked }) => netInShort(asked));
  return (
    <FoldingCard title="Network" aside="a change takes a new run" summary={summary}>
      <div className="ns-fields">
        <ShapeFields />
        <OptimizerFields />
        <NumberSetting name="batch" />
        <ChoiceSetting name="pixels" />
        <SeedField />
        <NumberSetting name="evalEvery" note="steps at first, then rarer" />
        <BackendChoice />
      </div>
    </FoldingCard>
  );
}

function ShapeFields() {
  const isConv = usePageStore(({ asked }) => asked.kind === 'conv');
  const isGaussian = usePageStore(({ asked }) => asked.init === 'gaussian');
  return (
    <>
      <ChoiceSetting name="kind" />
      {isConv ? (
        <>
          <NumberSetting name="blocks" />
          <NumberSetting name="channels" />
          <ChoiceSetting name="widen" />
          <ChoiceSetting name="reduce" />
        </>
      ) : (
        <>
          <NumberSetting name="depth" />
          <NumberSetting name="width" />
        </>
      )}
      <ChoiceSetting name="activation" />
      <ChoiceSetting name="init" />
      {isGaussian && <NumberSetting name="initSigma" />}
    </>
  );
}

/** How weights are updated, and the schedule of the learning rates. */
function OptimizerFields() {
  const hasMomentum = usePageStore(({ asked: { optimizer } }) =>
    ['momentum', 'nesterov'].includes(optimizer),
  );
  const drops = usePageStore(({ asked }) => asked.dropEvery > 0);
  return (
    <>
      <ChoiceSetting name="optimizer" />
      {hasMomentum && <NumberSetting name="momentum" />}
      <NumberSetting name="weightDecay" />
      <NumberSetting name="warmup" note="steps" />
      <NumberSetting name="dropEvery" note="steps" />
      {drops && <NumberSetting name="dropFactor" note="of itself" />}
    </>
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
