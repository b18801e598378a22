import { armTone } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { ArmConfig } from '../../../common/experiment/config.ts';
import { armText } from '../../export/arm-text.ts';
import styles from './LayersControls.module.css';
import { MOST_ARMS_SHOWN } from './layers-look.ts';

/** Which arms the cards show, where a run has more than two. */
export function ArmsChooser({
  arms,
  chosen,
  onToggle,
}: {
  arms: readonly ArmConfig[];
  chosen: readonly number[];
  onToggle: (arm: number) => void;
}) {
  return (
    <fieldset className={styles['arms']}>
      <legend>Arms, up to {MOST_ARMS_SHOWN}</legend>
      {arms.map((config, arm) => {
        const shown = chosen.includes(arm);
        const full = !shown && chosen.length >= MOST_ARMS_SHOWN;
        return (
          <button
            key={armLetter(arm)}
            type="button"
            aria-pressed={shown}
            aria-label={`Arm ${armLetter(arm)}: ${armText(config)}`}
            title={full ? `At most ${MOST_ARMS_SHOWN} at once: take one off first` : armText(config)}
            data-tone={armTone(config)}
            disabled={full}
            onClick={() => onToggle(arm)}
          >
            {armLetter(arm)}
          </button>
        );
      })}
    </fieldset>
  );
}
