import { readStudySetting, STUDY_BOUNDS } from '../../../common/experiment/study-settings.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { studyAsked } from '../../store/study-state.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { NumberField } from '../controls/NumberField.tsx';
import type { ReadNumber } from '../controls/read-number.ts';
import { usePageCommands } from '../page-commands-context.ts';
import styles from './Repeats.module.css';

/** How many seeds, which ones, and for how long each network is trained. */
export function SeedsSettings() {
  const repeats = usePageStore(({ studySettings }) => studySettings.repeats);
  const seeds = usePageStore((state) => studyAsked(state, 'repeats').columns.join(', '));
  const steps = usePageStore(({ asked }) => asked.steps);
  const { changeStudySettings } = usePageCommands();
  return (
    <div className={`ns-fields ${styles['settings']}`}>
      <NumberField
        label={STUDY_BOUNDS.repeats.label}
        name="Seeds, how many"
        value={repeats}
        read={readSeeds}
        onChange={(value) => changeStudySettings({ repeats: value })}
      />
      <p className="ns-sub">
        Seeds {seeds}: the experiment’s own and those after it. Each network trains for {formatWhole(steps)}{' '}
        steps, as “Stop after” of the run says.
      </p>
    </div>
  );
}

function readSeeds(text: string): ReadNumber {
  const read = readStudySetting('repeats', text.trim());
  if ('error' in read) return { error: read.error.slice('repeats: '.length) };
  return { value: Number(read.value) };
}
