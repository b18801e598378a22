import { Progress } from '@mantine/core';
import { useState } from 'react';
import { PRESETS } from '../../../common/experiment/presets.ts';
import { SETTINGS, type SettingValue } from '../../../common/experiment/settings.ts';
import { isSameData } from '../../store/differences.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { aboutSetting } from '../controls/about-setting.ts';
import { ChoiceField } from '../controls/ChoiceField.tsx';
import { FileChooser } from '../controls/FileChooser.tsx';
import { SwitchField } from '../controls/SwitchField.tsx';
import { usePageCommands } from '../page-commands-context.ts';
import { FoldingCard } from './FoldingCard.tsx';
import { SampleDigits } from './SampleDigits.tsx';

/** Which data are trained on, a few of them, and the choice of others. */
export function DataCard() {
  const asked = usePageStore((state) => state.asked.data);
  const failed = usePageStore(({ data }) => data.status === 'failed');
  const name = usePageStore(({ data }) => data.inUse?.name);
  const { chooseData } = usePageCommands();
  const [wantsFiles, setWantsFiles] = useState(false);
  const { label, values } = SETTINGS.data;
  const choose = (data: SettingValue<'data'>) => {
    setWantsFiles(data === 'files');
    if (data !== 'files') chooseData(data);
  };
  const showsFiles = wantsFiles || asked === 'files';
  return (
    <FoldingCard title="Data" summary={name}>
      <div className="ns-fields">
        <ChoiceField
          label="Train on"
          about={aboutSetting('data')}
          value={wantsFiles && !failed ? 'files' : asked}
          values={values}
          onChange={choose}
        />
      </div>
      <PresetsData />
      <DataInUse />
      <DataLoading />
      {showsFiles && (
        <div className="ns-files">
          <p className="ns-sub">
            {label} of 28 × 28 pixels in ten classes, as IDX files (plain or .gz): images and labels, or both
            twice for training and test. You can also drop them anywhere on the page.
          </p>
          <FileChooser />
        </div>
      )}
    </FoldingCard>
  );
}

/** Says so where data came with an experiment. */
function PresetsData() {
  const own = usePageStore(
    ({ asked }) => asked.data === 'gaussian' && PRESETS[asked.preset].data === asked.data,
  );
  if (!own) return null;
  return <p className="ns-note">They belong to this experiment; another one brings back those you had.</p>;
}

function DataInUse() {
  const data = usePageStore((state) => state.data.inUse);
  const runData = usePageStore(({ run }) => run?.data ?? null);
  const note = usePageStore((state) => (state.data.status === 'ready' ? state.data.message : null));
  const transpose = usePageStore(({ asked }) => asked.transpose === 'yes');
  if (data === null) return null;
  return (
    <>
      <SampleDigits data={data} count={8} transposed={transpose} />
      <TransposeSwitch isOn={transpose} isOffered={data.source === 'files'} />
      <p className="ns-data-name">
        <b>{data.name}</b>
        <span className="ns-sub">images to train on + to test on</span>
      </p>
      {note !== null && <p className="ns-note">{note}</p>}
      {runData !== null && !isSameData(runData, data) && (
        <p className="ns-note">The run that exists goes on with {runData.name}.</p>
      )}
    </>
  );
}

/** Once it was there it stays, so that it does not vanish under the hand. */
function TransposeSwitch({ isOn, isOffered }: { isOn: boolean; isOffered: boolean }) {
  const { changeSettings } = usePageCommands();
  const [wasShown, setWasShown] = useState(false);
  if ((isOn || isOffered) && !wasShown) setWasShown(true);
  if (!isOn && !isOffered && !wasShown) return null;
  return (
    <div className="ns-fields">
      <SwitchField
        label={SETTINGS.transpose.label}
        about={aboutSetting('transpose')}
        checked={isOn}
        onChange={(on) => changeSettings({ transpose: on ? 'yes' : 'no' })}
      />
    </div>
  );
}

function DataLoading() {
  const status = usePageStore(({ data }) => data.status);
  const progress = usePageStore(({ data }) => data.progress);
  const message = usePageStore(({ data }) => data.message);
  if (status === 'failed' && message !== null) {
    return (
      <p className="ns-problem" role="alert">
        {message}
      </p>
    );
  }
  if (status !== 'loading') return null;
  const { label, done, total } = progress ?? { label: 'Loading the data', done: 0, total: 0 };
  const known = total > 0;
  return (
    <div className="ns-loading">
      <p className="ns-sub">{label} …</p>
      <Progress
        value={known ? (100 * done) / total : 100}
        animated={!known}
        size={5}
        color="var(--ns-ink)"
        transitionDuration={0}
        aria-label={label}
      />
    </div>
  );
}
