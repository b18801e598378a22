import { formatLink } from '../../common/experiment/link.ts';
import { STUDY_DEFAULTS } from '../../common/experiment/study-settings.ts';
import { formatWhole } from '../../common/lib/format.ts';
import type { StudyRecord } from '../../common/studies/study-record.ts';
import { spanText } from './number-text.ts';
import { experimentFacts, type Fact, madeFact, placeText, presetName } from './run-text.ts';

/** All that must be known of repeats to judge a picture of them, and to repeat them. */
export function repeatsFacts({ config, environment, progress }: StudyRecord, now: Date): readonly Fact[] {
  const { base, columns } = config;
  const studies = { ...STUDY_DEFAULTS, repeats: columns.length };
  const done = `${formatWhole(progress.memberSteps)} of ${formatWhole(progress.allMemberSteps)} steps of all networks`;
  return [
    ...experimentFacts(base, `seeds ${columns.join(', ')}`, base.changes),
    ['Study', `${done} done in ${spanText(progress.elapsedMs)} · ${placeText(environment)}`],
    ['Link', `?${formatLink(base, studies)}`],
    madeFact(environment, now),
  ];
}

/** A file's name that says what it shows: `normscope-repeats-deep-mlp-seeds1to5.png`. */
export function repeatsFileName({ config }: StudyRecord, extension: 'png' | 'csv'): string {
  const { base, columns } = config;
  return `normscope-repeats-${presetName(base)}-seeds${columns[0]}to${columns.at(-1)}.${extension}`;
}
