import { normOf } from '../../../common/experiment/norm.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatPercent, formatWhole } from '../../../common/lib/format.ts';
import { at } from '../../../common/lib/series.ts';
import { armLabel } from '../../export/arm-text.ts';
import { armAt } from './bn-segments.ts';
import { lastAtOrBefore } from './readings.ts';

/** A network that scores far worse by running statistics than on its training batches, early in a run. */
export interface RunningLag {
  readonly arm: number;
  readonly label: string;
  readonly step: number;
  readonly test: number;
  readonly train: number;
  /** Whether the run evaluates it with batch statistics as well. */
  readonly hasBoth: boolean;
}

/** Accuracies further apart than this, 0 to 1, are no usual gap between training and test. */
const WIDE = 0.2;
/** So many times 1 / momentum the running statistics may lag: by then they hold little of the first batches. */
const MEMORIES = 20;
/** Training batches of so many steps are averaged. */
const BATCHES = 5;

/** The widest gap of each network whose running statistics lag. */
export const runningLags = (record: RunRecord): readonly RunningLag[] =>
  record.arms.flatMap((own, arm) => {
    const found: RunningLag[] = [];
    for (let test = 0; test < own.testStep.length; test++) {
      const step = at(own.testStep, test);
      const network = armAt(record, arm, step);
      const norm = network && normOf(network);
      if (!network?.bn || norm === undefined || norm.kind === 'layer' || norm.inference === 'batch') continue;
      if (step > MEMORIES / norm.momentum) break;
      const [accuracy, train] = [at(own.testAccuracy, test), meanBefore(record, arm, step)];
      if (train - accuracy >= WIDE)
        found.push({
          arm,
          label: armLabel(network, arm),
          step,
          test: accuracy,
          train,
          hasBoth: norm.inference === 'both',
        });
    }
    const [first] = found.sort((one, other) => other.train - other.test - (one.train - one.test));
    return first === undefined ? [] : [first];
  });

/** Mean accuracy on the batches of the last few steps; NaN where there are none. */
function meanBefore({ arms }: RunRecord, arm: number, step: number): number {
  const own = arms[arm];
  if (own === undefined) return Number.NaN;
  const last = lastAtOrBefore(own.step, step);
  const first = Math.max(0, last - BATCHES + 1);
  let sum = 0;
  for (let index = first; index <= last; index++) sum += at(own.trainAccuracy, index);
  return sum / (last - first + 1);
}

/** "A at step 20: 10.2 % on the test set by running statistics, 75.0 % on its training batches." */
export const lagWords = ({ label, step, test, train }: RunningLag): string =>
  `${label} at step ${formatWhole(step)}: ${formatPercent(test)} on the test set with running statistics, ${formatPercent(train)} on its training batches.`;
