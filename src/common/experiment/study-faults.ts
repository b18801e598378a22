import { readArms } from './arms.ts';
import { curveFaults, isRate, originFaults, rises } from './curve-faults.ts';
import { parseLink } from './link.ts';
import type { StudyFile } from './study-file.ts';

/** What does not fit together in a study. */
export function* studyFaults(study: StudyFile, kind: StudyFile['kind']): Generator<string> {
  if (study.kind !== kind) yield `its ${kind} are of the kind ${study.kind}`;
  const { config, problems } = parseLink(Object.entries(study.config));
  if (problems[0] !== undefined) yield `the settings of its ${kind} cannot be used: ${problems[0]}`;
  yield* originFaults(study, `its ${kind}`);
  const isColumn = kind === 'ladder' ? isRate : (seed: number) => Number.isInteger(seed) && seed >= 0;
  if (!study.columns.every(isColumn) || !rises(study.columns)) yield `the columns of its ${kind} do not rise`;
  const all = study.columns.length * config.arms.length;
  if (study.members.length !== all) yield `its ${kind} have ${study.members.length} networks, not ${all}`;
  const steps = all * config.steps;
  if ((study.moves ?? []).some(({ step }) => step > steps))
    yield `a move of its ${kind} comes after the last step`;
  for (const [index, member] of study.members.entries()) {
    const whose = `network ${index + 1} of its ${kind}`;
    const arm = readArms(member.arm);
    if (!('value' in arm) || arm.value.length !== 1) yield `${whose} is no arm`;
    yield* curveFaults(member, whose, config.steps);
  }
}
