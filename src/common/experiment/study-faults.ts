import { readArms } from './arms.ts';
import { type Curves, curveFaults, isFigure, isRate, originFaults, rises } from './curve-faults.ts';
import { type ParsedLink, parseLink } from './link.ts';
import type { Environment } from './metrics.ts';
import { SETTINGS } from './settings.ts';
import type { StudyFile } from './study-file.ts';
import { STUDY_BOUNDS } from './study-settings.ts';

/** What does not fit together in a study of a run file. */
export function* studyFaults(study: StudyFile, kind: StudyFile['kind']): Generator<string> {
  if (study.kind !== kind) yield `its ${kind} are of the kind ${study.kind}`;
  const link = parseLink(Object.entries(study.config));
  yield* studyPartsFaults({ ...study, kind, moves: study.moves ?? [] }, link, 'its', isFigure);
  for (const [index, member] of study.members.entries()) {
    const arm = readArms(member.arm);
    if (!('value' in arm) || arm.value.length !== 1) yield `network ${index + 1} of its ${kind} is no arm`;
  }
}

/** What a study in a file and a stored one have in common. */
interface StudyParts {
  readonly kind: StudyFile['kind'];
  readonly environment: Environment;
  readonly columns: readonly number[];
  readonly elapsedMs: number;
  readonly moves: readonly { readonly step: number }[];
  readonly members: readonly Curves[];
}

/** What gives the columns of each kind: how many there can be, and of what. */
const COLUMNS: Readonly<
  Record<StudyFile['kind'], { readonly min: number; readonly max: number; isOne(column: number): boolean }>
> = {
  ladder: { ...STUDY_BOUNDS.count, isOne: isRate },
  repeats: {
    ...STUDY_BOUNDS.repeats,
    // The seeds after the experiment's own may go beyond what a person can choose.
    isOne: (seed) =>
      Number.isInteger(seed) && seed >= 0 && seed < SETTINGS.seed.max + STUDY_BOUNDS.repeats.max,
  },
};

/**
 * What does not fit together in the parts of a study.
 *
 * @param link what its settings were read as
 * @param the "its" or "the", for the sentences
 * @param isRight whether a figure can be one of a network
 */
export function* studyPartsFaults(
  { columns, kind, members, moves, ...origin }: StudyParts,
  { config, problems }: ParsedLink,
  the: 'its' | 'the',
  isRight: (figure: number | null) => boolean,
): Generator<string> {
  const whose = `${the} ${kind}`;
  if (problems[0] !== undefined) yield `the settings of ${whose} cannot be used: ${problems[0]}`;
  yield* originFaults(origin, whose);
  const { isOne, max, min } = COLUMNS[kind];
  if (!columns.every(isOne) || !rises(columns)) yield `the columns of ${whose} do not rise`;
  if (columns.length < min || columns.length > max)
    yield `there are ${columns.length} columns of ${whose}, and there can be ${min} to ${max}`;
  const all = columns.length * config.arms.length;
  if (members.length !== all) yield `${whose} have ${members.length} networks, not ${all}`;
  const steps = all * config.steps;
  if (moves.some(({ step }) => step > steps)) yield `a move of ${whose} comes after the last step`;
  for (const [index, member] of members.entries())
    yield* curveFaults(member, `network ${index + 1} of ${whose}`, config.steps, isRight);
}
