import { Button } from '@mantine/core';
import { SETTINGS } from '../../../common/experiment/settings.ts';
import { inWords } from '../../store/differences.ts';
import { canGoOn, selectPlan } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { aboutSetting } from '../controls/about-setting.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { readNumberSetting } from '../controls/read-number.ts';
import { usePageCommands } from '../page-commands-context.ts';
import styles from './Landscape.module.css';

interface ProbeControlsProps {
  what: 'step-size' | 'ribbons';
  /** Words on the button. */
  label: string;
  name: 'probeEvery' | 'ribbonsEvery';
}

/** Measures the landscape now, or every so many steps; the latter acts on a run that exists as well. */
export function ProbeControls({ what, label, name }: ProbeControlsProps) {
  const value = usePageStore((state) => selectPlan(state)[name]);
  const reason = usePageStore(({ run, trainerMessage }) => {
    if (trainerMessage !== null || run?.phase === 'failed') return 'Training has stopped.';
    if (run === null || run.record === null) return 'There is no run yet: press Start or Step first.';
    if (run.record.arms.every(({ divergedAt }) => divergedAt !== null))
      return 'All networks have diverged: there is nothing to measure.';
    if (!run.hasWeights) return 'This run has no weights here, so nothing can be measured.';
    if (run.phase === 'kept')
      return run.finishReason === null || canGoOn(run)
        ? 'The run is not in training: press Start or Step first.'
        : 'The run is finished and its networks are not loaded: raise “Stop after”, then press Start.';
    return run.phase === 'probing' ? 'Measuring …' : null;
  });
  const { probe, setPlan } = usePageCommands();
  return (
    <div className={styles['controls']}>
      <Button
        variant="default"
        size="xs"
        disabled={reason !== null}
        title={reason ?? 'Pauses the run, and measures on the batch of the next step'}
        onClick={() => probe(what)}
      >
        {label}
      </Button>
      <NumberField
        label={SETTINGS[name].label}
        about={aboutSetting(name)}
        value={value}
        whole
        unit={SETTINGS[name].unit}
        zero="never"
        format={(shown) => inWords(name, shown)}
        read={(text) => readNumberSetting(name, text)}
        onChange={(next) => setPlan({ [name]: next })}
      />
      {reason !== null && <span className="ns-sub">{reason}</span>}
    </div>
  );
}
