import { STUDY_BOUNDS } from '../../../common/experiment/study-settings.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { studyAsked } from '../../store/study-state.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { readStudyNumber } from '../controls/read-number.ts';
import { usePageCommands } from '../page-commands-context.ts';
import styles from './Repeats.module.css';

/** How many seeds, which ones, and for how long each network is trained. */
export function SeedsSettings() {
  const repeats = usePageStore(({ studySettings }) => studySettings.repeats);
  const seeds = usePageStore((state) => studyAsked(state, 'repeats').columns.join(', '));
  const repeatSteps = usePageStore(({ studySettings }) => studySettings.repeatSteps);
  const steps = usePageStore((state) => studyAsked(state, 'repeats').base.steps);
  const { changeStudySettings } = usePageCommands();
  return (
    <div className={`ns-fields ${styles['settings']}`}>
      <NumberField
        label={STUDY_BOUNDS.repeats.label}
        name="Seeds, how many"
        value={repeats}
        whole
        read={(text) => readStudyNumber('repeats', text)}
        onChange={(value) => changeStudySettings({ repeats: value })}
      />
      <NumberField
        label={STUDY_BOUNDS.repeatSteps.label}
        value={repeatSteps}
        whole
        zero="as the run"
        format={formatWhole}
        read={(text) => readStudyNumber('repeatSteps', text)}
        onChange={(value) => changeStudySettings({ repeatSteps: value })}
      />
      <p className="ns-sub">
        Seeds {seeds}: the experiment’s own and those after it. Each network trains for {formatWhole(steps)}{' '}
        steps.
      </p>
    </div>
  );
}
