import type { Checkpoint } from '../../src/common/experiment/checkpoint.ts';
import type { ExperimentConfig } from '../../src/common/experiment/config.ts';
import { PRESETS } from '../../src/common/experiment/presets.ts';
import { newRecord, type RunRecord, recordTelemetry } from '../../src/common/experiment/run-record.ts';
import { values } from '../../src/common/lib/series.ts';
import type { Dataset } from '../../src/training/data/dataset.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import type { EndReason, RunListener, RunOptions } from '../../src/training/trainer/run-options.ts';
import { TrainingRun } from '../../src/training/trainer/training-run.ts';
import { atDepth } from '../depth.ts';
import { fixtureEnvironment } from '../fixtures/record.ts';
import { tinySet } from './tiny-problem.ts';

export const tinyData: Dataset = {
  source: 'files',
  name: 'tiny digits',
  train: tinySet(600, 1),
  test: tinySet(150, 2),
  note: null,
};

/** Images of a pass of a test: a whole one of a thousand takes longer than the training does. */
export const shortPass = atDepth({ testPass: 50 }, {});

export const tinyConfig = (patch: Partial<ExperimentConfig> = {}): ExperimentConfig => ({
  ...PRESETS['deep-mlp'],
  depth: 2,
  width: 12,
  batch: 20,
  activation: 'tanh',
  steps: 30,
  evalEvery: 10,
  ...patch,
});

/** A run that is watched: what it told so far is `record()`. */
export function watchedRun(
  config: ExperimentConfig,
  onProgress: (run: TrainingRun) => void = () => undefined,
  data: Dataset = tinyData,
  backend: BackendName = 'wasm',
  /** What is known of it already. */
  known: RunRecord = newRecord(config, fixtureEnvironment),
  options: RunOptions = {},
) {
  let record = known;
  const states: string[] = [];
  const checkpoints: Checkpoint[] = [];
  const listener: RunListener = {
    onProgress: () => onProgress(run),
    onState: (state) => states.push(state),
    onCheckpoint: (checkpoint) => checkpoints.push(checkpoint),
  };
  const run: TrainingRun = new TrainingRun({ ...config, ...shortPass }, data, backend, listener, options);
  const take = (): RunRecord => {
    record = recordTelemetry(record, run.telemetry.take(run.position));
    return record;
  };
  return { run, record: take, states, checkpoints };
}

/** Trains to the end and gives the record. */
export async function trainTiny(
  config: ExperimentConfig,
): Promise<{ record: RunRecord; reason: EndReason | null }> {
  const { run, record } = watchedRun(config);
  const reason = await run.train();
  await run.dispose();
  return { record: record(), reason };
}

/** The curves of all arms as plain lists, to be compared. */
export const columnsOf = ({ arms }: Pick<RunRecord, 'arms'>) =>
  arms.map(({ divergedAt, ...series }) => ({
    divergedAt,
    ...Object.fromEntries(Object.entries(series).map(([name, one]) => [name, Array.from(values(one))])),
  }));
