import { Chip } from '@mantine/core';
import { useShallow } from 'zustand/react/shallow';
import { armName } from '../../../common/experiment/arm-look.ts';
import { groupingProblem, readNumber } from '../../../common/experiment/settings.ts';
import { type Ladder, ladderProblem, STUDY_BOUNDS } from '../../../common/experiment/study-settings.ts';
import { formatCompact, formatWhole } from '../../../common/lib/format.ts';
import { ladderChoices } from '../../store/study-state.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { NumberField } from '../controls/NumberField.tsx';
import { type ReadNumber, readStudyNumber } from '../controls/read-number.ts';
import { usePageCommands } from '../page-commands-context.ts';
import { moreOf } from '../panels/norm-in-short.ts';
import styles from './Ladder.module.css';

const FIELDS: readonly { key: keyof Ladder; label: string; name: string }[] = [
  { key: 'from', label: 'From rate', name: 'Lowest rate of the ladder' },
  { key: 'to', label: 'To rate', name: 'Highest rate of the ladder' },
  { key: 'count', label: STUDY_BOUNDS.count.label, name: 'How many rates' },
];

/** Which rates, for how many steps, and which arms. */
export function LadderSettings() {
  const ladder = usePageStore(({ studySettings }) => studySettings.ladder);
  const steps = usePageStore(({ studySettings }) => studySettings.ladderSteps);
  const { changeStudySettings } = usePageCommands();
  return (
    <>
      <div className={styles['settings']}>
        {FIELDS.map(({ key, label, name }) => (
          <NumberField
            key={key}
            label={label}
            name={name}
            value={ladder[key]}
            whole={key === 'count'}
            format={formatCompact}
            read={(text) => readRung(ladder, key, text)}
            onChange={(value) => changeStudySettings({ ladder: { ...ladder, [key]: value } })}
          />
        ))}
        <NumberField
          label={STUDY_BOUNDS.ladderSteps.label}
          value={steps}
          whole
          format={formatWhole}
          read={(text) => readStudyNumber('ladderSteps', text)}
          onChange={(value) => changeStudySettings({ ladderSteps: value })}
        />
      </div>
      <ArmsTaken />
    </>
  );
}

/** The ladder with another number in it must still be one. */
function readRung(ladder: Ladder, key: keyof Ladder, text: string): ReadNumber {
  const grouped = key === 'count' ? groupingProblem(text) : null;
  if (grouped !== null) return { error: grouped };
  const value = readNumber(text);
  if (value === null) return { error: `“${text.trim()}” is not a number` };
  const problem = ladderProblem({ ...ladder, [key]: value });
  return problem === null ? { value } : { error: `It cannot be ${text.trim()}: ${problem}` };
}

/** The arms of the experiment that climb the ladder; those that differ by rate alone are one. */
function ArmsTaken() {
  const state = usePageStore(
    useShallow(({ asked, askedKeys, ladderWithout }) => ({ asked, askedKeys, ladderWithout })),
  );
  const { toggleLadderArm } = usePageCommands();
  const choices = ladderChoices(state);
  const taken = choices.filter(({ isTaken }) => isTaken).length;
  return (
    <fieldset className={styles['arms']}>
      <legend className="ns-hidden">Arms on the ladder</legend>
      <span className="ns-sub">Arms</span>
      {choices.map(({ arm, isTaken, key }) => (
        <Chip
          key={key}
          size="xs"
          variant="outline"
          color="var(--ns-ink)"
          checked={isTaken}
          disabled={isTaken && taken === 1}
          onChange={() => toggleLadderArm(key)}
        >
          {[armName(arm), moreOf(arm)].filter(Boolean).join(' · ')}
        </Chip>
      ))}
    </fieldset>
  );
}
