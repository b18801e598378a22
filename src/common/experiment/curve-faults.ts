import type { RunFile } from './run-file.ts';
import { RATE } from './settings.ts';

/** Longest text of the environment: some sentences. */
export const LONGEST_TEXT = 1000;

/** What cannot be of where a run or a study comes from. */
export function* originFaults(
  { elapsedMs, environment }: Pick<RunFile, 'elapsedMs' | 'environment'>,
  whose: string,
): Generator<string> {
  if (!isSpan(elapsedMs)) yield `the time that ${whose} took is ${elapsedMs} ms`;
  for (const [name, text] of Object.entries(environment)) {
    if (text !== undefined && text.length > LONGEST_TEXT)
      yield `${name} of ${whose} has more than ${LONGEST_TEXT} characters`;
  }
  if (Number.isNaN(Date.parse(environment.startedAt))) yield `it does not say when ${whose} was started`;
}

/** Three hundred years. */
const LONGEST_MS = 1e13;
/** Whether a time can have passed. */
export const isSpan = (ms: number): boolean => ms >= 0 && ms <= LONGEST_MS;

/** Networks compute in single precision; what is made of many of their numbers is a little beyond it at most. */
const LARGEST_FIGURE = 1e45;
/** Whether a figure can be one of a network. Larger ones have no axis. */
export const isFigure = (figure: number | null | undefined): boolean =>
  figure == null || Math.abs(figure) <= LARGEST_FIGURE;

/** The same of a figure that is not written as text: one that is not finite is as the network had it. */
export const isFigureOrNone = (figure: number | null | undefined): boolean =>
  isFigure(figure) || !Number.isFinite(figure);

export const isRate = (rate: number): boolean => rate >= RATE.min && rate <= RATE.max;

/** A list of figures, or a typed array of them. */
interface Column {
  readonly length: number;
  at(index: number): number | null | undefined;
  every(holds: (figure: number | null, index: number) => boolean): boolean;
}
interface Steps extends Column {
  at(index: number): number | undefined;
  every(holds: (step: number, index: number) => boolean): boolean;
}

/** The columns of one network, in a file or as they are stored. */
export interface Curves {
  readonly step: Steps;
  readonly trainLoss: Column;
  readonly trainAccuracy: Column;
  readonly testStep: Steps;
  readonly testLoss: Column;
  readonly testAccuracy: Column;
  readonly byBatchLoss?: Column | undefined;
  readonly byBatchAccuracy?: Column | undefined;
  readonly divergedAt: number | null;
}

const TRAIN = ['trainLoss', 'trainAccuracy'] as const;
const TEST = ['testLoss', 'testAccuracy', 'byBatchLoss', 'byBatchAccuracy'] as const;

/**
 * What does not fit together in the columns of one network.
 *
 * @param steps training steps done
 * @param isRight whether a figure can be one of a network
 */
export function* curveFaults(
  curves: Curves,
  whose: string,
  steps: number,
  isRight: (figure: number | null) => boolean = isFigure,
): Generator<string> {
  for (const [along, names] of [
    ['step', TRAIN],
    ['testStep', TEST],
  ] as const) {
    if (!rises(curves[along])) yield `${along} of ${whose} does not rise`;
    if ((curves[along].at(-1) ?? 0) > steps) yield `${along} of ${whose} goes beyond the last step`;
    for (const name of names) {
      if (!(curves[name]?.every(isRight) ?? true)) yield `${name} of ${whose} has a figure that is too large`;
      const length = curves[name]?.length ?? curves[along].length;
      if (length !== curves[along].length) {
        yield `${whose} has ${length} figures of ${name} at ${curves[along].length} steps`;
      }
    }
  }
  // A test of the last weights may find what the next step would have found.
  if ((curves.divergedAt ?? 0) > steps + 1) yield `${whose} broke down after the last step`;
}

export const rises = (list: Pick<Steps, 'at' | 'every'>): boolean =>
  list.every((value, index) => index === 0 || value > (list.at(index - 1) as number));
