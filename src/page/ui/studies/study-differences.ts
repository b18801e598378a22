import type { ArmConfig, ExperimentConfig } from '../../../common/experiment/config.ts';
import { STUDY_BOUNDS } from '../../../common/experiment/study-settings.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import type { StudyConfig } from '../../../common/studies/study.ts';
import { slotsByPlace } from '../../store/arm-slots.ts';
import type { Difference } from '../../store/difference.ts';
import { differences } from '../../store/differences.ts';
import { STUDY_IGNORES } from '../../store/study-state.ts';

/** What a study started now would do otherwise than the one that is shown. Names and colours of arms change no number. */
export function studyDifferences(asked: StudyConfig, shown: StudyConfig): readonly Difference[] {
  const slots = slotsByPlace(asked.base.arms.length, shown.base.arms.length);
  return [
    ...columnDifferences(asked, shown),
    ...differences(compared(asked, shown), compared(shown, shown), slots),
  ];
}

/** An experiment as far as a study of its kind reads it: the rest is as in the study shown. */
function compared({ base, kind }: StudyConfig, shown: StudyConfig): ExperimentConfig {
  const ignored = Object.fromEntries(STUDY_IGNORES[kind].map((name) => [name, shown.base[name]]));
  const seed = kind === 'repeats' ? { seed: shown.base.seed } : {};
  const arms = base.arms.map(({ color: _, name: __, ...arm }, index): ArmConfig => {
    const other = shown.base.arms[index];
    return kind === 'ladder' && other !== undefined ? { ...arm, rate: other.rate } : arm;
  });
  return { ...base, ...ignored, ...seed, arms };
}

/** Rates and steps of a ladder, or seeds. */
function columnDifferences(asked: StudyConfig, shown: StudyConfig): readonly Difference[] {
  const told = [
    {
      label: asked.kind === 'ladder' ? 'Learning rates' : STUDY_BOUNDS.repeats.label,
      words: columnsText,
    },
    ...(asked.kind === 'ladder'
      ? [
          {
            label: STUDY_BOUNDS.ladderSteps.label,
            words: ({ base }: StudyConfig) => formatWhole(base.steps),
          },
        ]
      : []),
  ];
  return told.flatMap(({ label, words }) => {
    const [from, to] = [words(shown), words(asked)];
    return from === to ? [] : [{ label, from, to }];
  });
}

/** The columns in few words: "5 seeds" are "1 to 5", rates are "12 from 0.001 to 3". */
function columnsText({ columns, kind }: StudyConfig): string {
  const [first = Number.NaN] = columns;
  const ends = `${first} to ${columns.at(-1) ?? first}`;
  return kind === 'ladder' ? `${columns.length} from ${ends}` : ends;
}
