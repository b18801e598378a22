import { Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { followsPreset } from '../../../common/experiment/follows-preset.ts';
import { PRESET_NOTES, PRESETS } from '../../../common/experiment/presets.ts';
import { SETTINGS, type SettingValue } from '../../../common/experiment/settings.ts';
import { usePageStore } from '../../store/use-page-store.ts';

/** What the chosen experiment is: where it comes from, what to look for in it, and what was measured. */
export function AboutExperiment({ opener }: { opener(open: () => void): ReactElement }) {
  const [opened, { open, close }] = useDisclosure(false);
  const preset = usePageStore(({ asked }) => asked.preset);
  const follows = usePageStore(({ asked }) => followsPreset(asked));
  return (
    <>
      {opener(open)}
      <Modal
        opened={opened}
        onClose={close}
        title={SETTINGS.preset.values[preset]}
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && <AboutWords preset={preset} follows={follows} />}
      </Modal>
    </>
  );
}

function AboutWords({ preset, follows }: { preset: SettingValue<'preset'>; follows: boolean }) {
  const { command, look, measured, note, ours, source } = PRESET_NOTES[preset];
  const { data } = PRESETS[preset];
  return (
    <div className="ns-about-experiment">
      <p>{note}</p>
      {!follows && (
        <p className="ns-sub">
          Its settings have been changed: what is said here is about the experiment as the menu has it.
        </p>
      )}
      {data === 'gaussian' && (
        <p className="ns-sub">
          It brings its own data, {SETTINGS.data.values[data].toLowerCase()}; another experiment brings back
          those you had.
        </p>
      )}
      <h3>What to look for</h3>
      <p>{look}</p>
      <h3>Where it comes from</h3>
      <p>
        {source.url === undefined ? (
          source.text
        ) : (
          <a href={source.url} target="_blank" rel="noopener noreferrer">
            {source.text}
            <span className="ns-hidden"> (opens in a new tab)</span>
          </a>
        )}
      </p>
      {ours !== '' && (
        <>
          <h3>What is ours</h3>
          <p>{ours}</p>
        </>
      )}
      <h3>What was measured</h3>
      <p>{measured === '' ? 'Not measured yet.' : measured}</p>
      {command !== '' && (
        <p>
          <code>{command}</code>
        </p>
      )}
    </div>
  );
}
