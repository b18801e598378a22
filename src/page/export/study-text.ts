import { formatLink } from '../../common/experiment/link.ts';
import { STUDY_DEFAULTS } from '../../common/experiment/study-settings.ts';
import { formatWhole, joined } from '../../common/lib/format.ts';
import { ladderTestSteps } from '../../common/studies/study.ts';
import type { StudyRecord } from '../../common/studies/study-record.ts';
import type { Provenance } from './csv.ts';
import { spanText } from './number-text.ts';
import {
  experimentFacts,
  type Fact,
  madeFact,
  moveText,
  placeText,
  presetName,
  sourceText,
} from './run-text.ts';

/** All that must be known of repeats to judge a picture of them, and to repeat them. */
export function repeatsFacts(record: StudyRecord, now: Date): readonly Fact[] {
  const { base, columns } = record.config;
  return [...experimentFacts(base, `seeds ${columns.join(', ')}`, base.changes), ...studyFacts(record, now)];
}

/** The same of a ladder, whose arms have many rates. */
export function ladderFacts(record: StudyRecord, now: Date): readonly Fact[] {
  const { base, columns } = record.config;
  const tests = joined(ladderTestSteps(base.steps).map(formatWhole));
  return [
    ['Rates', columns.join(', ')],
    ...experimentFacts(base, `seed ${base.seed}`, [], `test after ${tests}`).filter(
      ([name]) => name !== 'Arms',
    ),
    ...studyFacts(record, now),
  ];
}

/** The link that repeats a study. */
export function studyLink({ base, columns, kind }: StudyRecord['config']): string {
  const ladder = { from: columns[0] ?? Number.NaN, to: columns.at(-1) ?? Number.NaN, count: columns.length };
  const settings = kind === 'repeats' ? { repeats: columns.length } : { ladder, ladderSteps: base.steps };
  return formatLink(base, { ...STUDY_DEFAULTS, ...settings });
}

/** What a file of a study's figures says of where they come from. */
export const studyProvenance = ({ config, environment }: StudyRecord): Provenance => ({
  settings: `?${studyLink(config)}`,
  source: sourceText(environment),
});

function studyFacts({ config, environment, moves, progress }: StudyRecord, now: Date): readonly Fact[] {
  const done = `${formatWhole(progress.memberSteps)} of ${formatWhole(progress.allMemberSteps)} steps of all networks`;
  return [
    [
      'Study',
      [
        `${done} done in ${spanText(progress.elapsedMs)}`,
        placeText(environment),
        ...moves.map(moveText),
      ].join(' · '),
    ],
    ['Link', `#${studyLink(config)}`],
    madeFact(environment, now),
  ];
}

/** A file's name that says what it shows: `normscope-repeats-deep-mlp-seeds1to5.png`, `normscope-ladder-deep-mlp-seed1-rates0.001to3.png`. */
export function studyFileName({ config }: StudyRecord, extension: 'png' | 'csv' | 'json'): string {
  const { base, columns, kind } = config;
  const ends = `${columns[0]}to${columns.at(-1)}`;
  const what = kind === 'repeats' ? `seeds${ends}` : `seed${base.seed}-rates${ends}`;
  return `normscope-${kind}-${presetName(base)}-${what}.${extension}`;
}
