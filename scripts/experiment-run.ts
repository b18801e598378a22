import { APP_VERSION } from '../src/common/experiment/app-version.ts';
import { armLetter } from '../src/common/experiment/arms.ts';
import type { ExperimentConfig } from '../src/common/experiment/config.ts';
import { newRecord, type RunRecord, recordTelemetry } from '../src/common/experiment/run-record.ts';
import { formatPercent, formatWhole } from '../src/common/lib/format.ts';
import { last } from '../src/common/lib/series.ts';
import type { StudyConfig } from '../src/common/studies/study.ts';
import {
  newStudyRecord,
  recordStudyTelemetry,
  type StudyRecord,
} from '../src/common/studies/study-record.ts';
import type { Dataset } from '../src/training/data/dataset.ts';
import type { BackendInUse } from '../src/training/engine/backends/choose-backend.ts';
import { describeEnvironment } from '../src/training/trainer/environment.ts';
import { StudyRun } from '../src/training/trainer/study-run.ts';
import { TrainingRun } from '../src/training/trainer/training-run.ts';
import { progressLine } from './progress-line.ts';
import type { StopRequest } from './stop-request.ts';

/** What is trained on, and where. */
export interface Ground {
  readonly data: Dataset;
  readonly backend: BackendInUse;
}

/** What came of it, and what stopped it before its end, if something did. */
export interface Outcome<T> {
  readonly record: T;
  readonly failure: unknown;
}

export const environmentOf = ({ backend, data }: Ground) =>
  describeEnvironment(data, backend, {
    appVersion: APP_VERSION,
    platform: `Node.js ${process.version}, ${process.platform} ${process.arch}`,
  });

/** Trains to the end, to the first signal to stop, or to a failure, which is given with what there is. */
export async function trainRun(
  config: ExperimentConfig,
  ground: Ground,
  stop: StopRequest,
): Promise<Outcome<RunRecord>> {
  let record = newRecord(config, environmentOf(ground));
  const line = progressLine();
  const take = () => {
    record = recordTelemetry(record, run.telemetry.take(run.position));
    line.show(progressOf(record));
  };
  const run = new TrainingRun(config, ground.data, ground.backend.backend, {
    onProgress: () => line.isDue() && take(),
    onState: () => undefined,
  });
  const failure = await untilStopped(run, stop);
  take();
  line.end();
  await run.dispose();
  return { record, failure };
}

/** The same of a study. */
export async function trainStudy(
  config: StudyConfig,
  ground: Ground,
  stop: StopRequest,
): Promise<Outcome<StudyRecord>> {
  let record = newStudyRecord(config, environmentOf(ground));
  const line = progressLine();
  const take = () => {
    record = recordStudyTelemetry(record, study.takeTelemetry());
    line.show(studyProgressOf(record));
  };
  const study = new StudyRun(config, ground.data, ground.backend.backend, {
    onState: () => undefined,
    onPrepare: () => undefined,
    onProgress: () => line.isDue() && take(),
    onRoundOver: take,
  });
  const failure = await untilStopped(study, stop);
  take();
  line.end();
  await study.dispose();
  return { record, failure };
}

/** @returns what made it fail; null when it came to its end or was stopped */
async function untilStopped(
  run: { train(): Promise<unknown>; pause(): void },
  stop: StopRequest,
): Promise<unknown> {
  if (stop.isAsked) return null;
  const takeBack = stop.onAsked(() => run.pause());
  const failure = await run.train().then(
    () => null,
    (error: unknown) => error,
  );
  takeBack();
  return failure;
}

function progressOf({ arms, config, step, stepsPerSecond }: RunRecord): string {
  const scores = arms.map(({ divergedAt, testAccuracy }, arm) => {
    const accuracy = last(testAccuracy);
    const score = Number.isFinite(accuracy) ? formatPercent(accuracy) : 'not tested';
    return `${armLetter(arm)} ${divergedAt === null ? score : `diverged at ${divergedAt}`}`;
  });
  return `step ${formatWhole(step)} of ${formatWhole(config.steps)} · ${stepsPerSecond.toFixed(0)} steps/s · ${scores.join(' · ')}`;
}

function studyProgressOf({ config, progress }: StudyRecord): string {
  const { allMemberSteps, leftMs, memberSteps, round, rounds, size, step } = progress;
  const left = leftMs === null ? '' : ` · about ${formatWhole(leftMs / 1000)} s left`;
  return `round ${round} of ${rounds} · ${size} networks side by side · step ${formatWhole(step)} of ${formatWhole(config.base.steps)} · ${Math.floor((100 * memberSteps) / allMemberSteps)} %${left}`;
}
