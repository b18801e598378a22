import { type ArmTone, armName, armTitle, armTone } from '../../../common/experiment/arm-look.ts';
import type { ArmConfig } from '../../../common/experiment/config.ts';
import { emptyArm } from '../../../common/experiment/run-record.ts';
import { formatCompact, formatPercent, formatWhole } from '../../../common/lib/format.ts';
import { at, last } from '../../../common/lib/series.ts';
import { judgeLadder, type LadderVerdict } from '../../../common/studies/ladder-verdict.ts';
import { memberAt, type StudyConfig } from '../../../common/studies/study.ts';
import { isFinished, type StudyRecord } from '../../../common/studies/study-record.ts';
import { createDownsampler, type Point } from '../charts/downsample.ts';
import { moreOf } from '../panels/norm-in-short.ts';

/** One arm at one learning rate. */
export interface LadderCell {
  readonly row: number;
  readonly column: number;
  readonly rate: number;
  /** Of the newest test, 0 to 1; null before the first. */
  readonly accuracy: number | null;
  readonly loss: number | null;
  /** Of the newest test. */
  readonly step: number;
  readonly divergedAt: number | null;
  /** Whether it has had its turn. */
  readonly isFinished: boolean;
  /** What the cell says. */
  readonly text: string;
  /** In small letters below it: "step 14" of one that diverged there. */
  readonly note: string;
  /** The same for those who cannot see it. */
  readonly words: string;
}

/** One arm at all rates. */
export interface LadderArm {
  readonly row: number;
  /** "A · Batch normalization". */
  readonly title: string;
  /** What the title does not say of its normalization; empty for nothing. */
  readonly more: string;
  readonly tone: ArmTone;
  readonly cells: readonly LadderCell[];
  /** The column of the largest usable rate; null for none. */
  readonly largest: number | null;
  /** The column of the best accuracy after the last step; null for none. */
  readonly best: number | null;
  /** Test accuracy against rate, at each tested step; the last step's is last. */
  readonly tests: readonly { readonly step: number; readonly points: readonly Point[] }[];
  /** Training accuracy over steps, a line a rate. */
  readonly curves: readonly (readonly Point[])[];
}

/** All that the ladder's panel draws. */
export interface LadderModel {
  readonly rates: readonly number[];
  readonly steps: number;
  readonly arms: readonly LadderArm[];
  /** Null before anything is measured. */
  readonly verdict: LadderVerdict | null;
}

const CURVE_POINTS = 60;

/** What a cell is marked as, in small letters below it. */
export const marksOf = (
  { best, largest }: Pick<LadderArm, 'best' | 'largest'>,
  { column, note }: Pick<LadderCell, 'column' | 'note'>,
): readonly string[] => [
  ...(note === '' ? [] : [note]),
  ...(column === best ? ['best'] : []),
  ...(column === largest ? ['largest'] : []),
];

/** Makes a function from a study to what is drawn of it. It remembers what it has read, so that a call costs only what is new. */
export function createLadderModeller(): (record: StudyRecord, threshold: number) => LadderModel {
  const downsamplers = new Map<number, ReturnType<typeof createDownsampler>>();
  const curveOf = (record: StudyRecord, member: number): readonly Point[] => {
    const { step, trainAccuracy } = record.members[member] ?? emptyArm;
    const width = 2 ** Math.ceil(Math.log2(Math.max(1, record.config.base.steps / CURVE_POINTS)));
    const own =
      downsamplers.get(member) ??
      createDownsampler({ limit: 2 * CURVE_POINTS, width, spacing: 'even', smoothing: 0 });
    downsamplers.set(member, own);
    return own(step, trainAccuracy);
  };
  return (record, threshold) => {
    const { config } = record;
    const verdict = judgeLadder(record, threshold);
    return {
      rates: config.columns,
      steps: config.base.steps,
      verdict,
      arms: config.base.arms.map((arm, row) => {
        const members = config.columns.map((_, column) => memberAt(config, row, column));
        return {
          ...lookOf(arm, row),
          cells: config.columns.map((rate, column) => cellOf(record, arm, { row, column, rate })),
          largest: verdict.rows[row]?.largest ?? null,
          best: verdict.rows[row]?.best?.column ?? null,
          tests: testsOf(record, members),
          curves: members.map((member) => curveOf(record, member)),
        };
      }),
    };
  };
}

/** The ladder that would be measured: its cells are empty. */
export const emptyLadder = ({ base, columns }: StudyConfig): LadderModel => ({
  rates: columns,
  steps: base.steps,
  verdict: null,
  arms: base.arms.map((arm, row) => ({
    ...lookOf(arm, row),
    largest: null,
    best: null,
    tests: [],
    curves: [],
    cells: columns.map((rate, column) => ({
      row,
      column,
      rate,
      accuracy: null,
      loss: null,
      step: 0,
      divergedAt: null,
      isFinished: false,
      text: '·',
      note: '',
      words: `${calledAt(arm, rate)}: not measured`,
    })),
  })),
});

const lookOf = (arm: ArmConfig, row: number) => ({
  row,
  title: armTitle(arm, row),
  more: moreOf(arm),
  tone: armTone(arm),
});

/** "Batch normalization (after activation) at rate 0.1": arms of one kind are told apart. */
function calledAt(arm: ArmConfig, rate: number): string {
  const more = moreOf(arm);
  return `${armName(arm)}${more === '' ? '' : ` (${more})`} at rate ${formatCompact(rate)}`;
}

function cellOf(
  { config, members }: StudyRecord,
  arm: ArmConfig,
  place: Pick<LadderCell, 'row' | 'column' | 'rate'>,
): LadderCell {
  const member = members[memberAt(config, place.row, place.column)] ?? emptyArm;
  const { divergedAt, testAccuracy, testLoss, testStep } = member;
  const tested = testStep.length > 0;
  const cell = {
    ...place,
    accuracy: tested ? last(testAccuracy) : null,
    loss: tested ? last(testLoss) : null,
    step: tested ? last(testStep) : 0,
    divergedAt,
    isFinished: isFinished(member, config.base.steps),
  };
  return { ...cell, ...textsOf(cell, calledAt(arm, place.rate), member.step.length) };
}

function textsOf(
  { accuracy, divergedAt, isFinished: isOver, step }: Omit<LadderCell, 'text' | 'note' | 'words'>,
  who: string,
  trained: number,
): Pick<LadderCell, 'text' | 'note' | 'words'> {
  if (divergedAt !== null) {
    const at = `step ${formatWhole(divergedAt)}`;
    return { text: '✕', note: at, words: `${who}: diverged at ${at}` };
  }
  if (accuracy === null) {
    return trained === 0
      ? { text: '·', note: '', words: `${who}: not trained yet` }
      : { text: '…', note: '', words: `${who}: in training, not tested yet` };
  }
  const so = isOver ? '' : ' so far';
  return {
    note: '',
    text: (100 * accuracy).toFixed(accuracy >= 0.9995 ? 0 : 1),
    words: `${who}: ${formatPercent(accuracy)} test accuracy after ${formatWhole(step)} steps${so}`,
  };
}

/** Accuracy against rate at every step at which some member was tested. */
function testsOf({ config, members }: StudyRecord, own: readonly number[]): LadderArm['tests'] {
  const steps = new Set<number>();
  for (const index of own) {
    const { testStep } = members[index] ?? emptyArm;
    for (let test = 0; test < testStep.length; test++) steps.add(at(testStep, test));
  }
  return [...steps]
    .sort((one, other) => one - other)
    .map((step) => ({
      step,
      points: own.map((index, column) => ({
        x: config.columns[column] as number,
        y: accuracyAt(members[index] ?? emptyArm, step),
      })),
    }));
}

function accuracyAt({ testAccuracy, testStep }: typeof emptyArm, step: number): number {
  for (let test = 0; test < testStep.length; test++)
    if (at(testStep, test) === step) return at(testAccuracy, test);
  return Number.NaN;
}
