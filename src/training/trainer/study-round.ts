import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import type { ExperimentConfig } from '../../common/experiment/config.ts';
import { nextTestStep } from '../../common/experiment/test-schedule.ts';
import { ladderTestSteps, type StudyConfig, studyMembers } from '../../common/studies/study.ts';
import type { Dataset } from '../data/dataset.ts';
import type { BackendName } from '../engine/backends/backend-name.ts';
import type { RunListener, RunOptions } from './run-options.ts';
import type { TelemetryBuffer } from './telemetry-buffer.ts';
import { TrainingRun } from './training-run.ts';

/** Steps to warm up, and steps that are timed. */
const WARM_UP = 2;
const TIMED = 4;

/** What a round tells while it trains. */
export interface RoundListener {
  onProgress(): void;
  onState(state: 'training' | 'testing'): void;
  /** Without a listener no checkpoint is made. */
  onCheckpoint?(checkpoint: Checkpoint): void;
}

/** Some columns of a study, trained side by side as one run. */
export class StudyRound {
  readonly columns: readonly number[];
  readonly run: TrainingRun;
  #tells = true;

  constructor(
    study: StudyConfig,
    columns: readonly number[],
    data: Dataset,
    backend: BackendName,
    { onCheckpoint, onProgress, onState }: RoundListener,
    options: Pick<RunOptions, 'saveEveryMs'> = {},
  ) {
    this.columns = columns;
    const listener: RunListener = {
      onProgress: () => this.#tells && onProgress(),
      onState: (state) => state !== 'probing' && this.#tells && onState(state),
      ...(onCheckpoint && { onCheckpoint }),
    };
    const seeds = study.kind === 'repeats' ? columns : [study.base.seed];
    this.run = new TrainingRun(roundConfig(study, columns), data, backend, listener, {
      ...options,
      seeds,
      looks: false,
      nextTest: testsOf(study),
      // What is timed is training alone.
      maySave: () => this.#tells,
    });
  }

  take(): Pick<ReturnType<TelemetryBuffer['take']>, 'train' | 'tests' | 'divergences'> {
    const { divergences, tests, train } = this.run.telemetry.take(this.run.position);
    return { divergences, tests, train };
  }

  /**
   * Trains some steps and tells how long one takes, in milliseconds, without the tests that come between them; nothing of it is told
   * to anybody until the end.
   */
  async timeSteps(): Promise<number> {
    this.#tells = false;
    await this.run.train(WARM_UP);
    const [before, from] = [this.run.trainMs, this.run.position.step];
    await this.run.train(TIMED);
    this.#tells = true;
    const made = this.run.position.step - from;
    // A round may be over before all of them are made.
    return made > 0 ? (this.run.trainMs - before) / made : before / Math.max(1, from);
  }
}

/** The run of some columns. Planned changes are made in every column. */
function roundConfig(study: StudyConfig, columns: readonly number[]): ExperimentConfig {
  const { base } = study;
  const rows = base.arms.length;
  return {
    ...base,
    arms: studyMembers({ ...study, columns }).map(({ arm }) => arm),
    changes: base.changes.flatMap((change) =>
      columns.map((_, column) => ({ ...change, arm: column * rows + change.arm })),
    ),
  };
}

function testsOf({ base, kind }: StudyConfig): (step: number) => number {
  if (kind === 'repeats') return (step) => (step < 0 ? 0 : nextTestStep(step, base.evalEvery));
  const steps = ladderTestSteps(base.steps);
  return (step) => steps.find((one) => one > step) ?? base.steps;
}
