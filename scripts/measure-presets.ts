import { APP_VERSION } from '../src/common/experiment/app-version.ts';
import type { ExperimentConfig } from '../src/common/experiment/config.ts';
import type { PRESET_FIGURES } from '../src/common/experiment/preset-figures.ts';
import { describeMeasurement, type PresetMeasurement } from '../src/common/experiment/preset-measurements.ts';
import { PRESETS } from '../src/common/experiment/presets.ts';
import { newRecord, type RunRecord, recordTelemetry } from '../src/common/experiment/run-record.ts';
import type { SettingValue } from '../src/common/experiment/settings.ts';
import type { Dataset } from '../src/training/data/dataset.ts';
import { type BackendInUse, chooseBackend } from '../src/training/engine/backends/choose-backend.ts';
import { describeEnvironment } from '../src/training/trainer/environment.ts';
import { TrainingRun } from '../src/training/trainer/training-run.ts';
import { runCommand } from './command-error.ts';
import { experimentData } from './experiment-data.ts';
import { type MeasureArguments, readMeasureArguments } from './measure/arguments.ts';
import { measuredRows } from './measure/measured-rows.ts';
import { FIGURES_PATH, writeFigures } from './measure/write-figures.ts';
import { progressLine } from './progress-line.ts';
import { listenForStop, type StopRequest } from './stop-request.ts';
import { refuseTakenByNpm } from './taken-by-npm.ts';
import { wasmFilesInNode } from './wasm-files.ts';

const help = `Trains the presets with several seeds on WebAssembly, and keeps what their networks came to where the page finds it.

  npm run measure -- [--preset cnn] [--seeds 1,2,3] [--steps N] [--print]

  --preset NAME   one of them, or several with a comma between; all when not given
  --seeds LIST    1,2,3 when not given
  --steps N       in place of the preset's own number of steps
  --print         keep nothing, only print

NORMSCOPE_MNIST_DIR=DIR takes MNIST's four files, packed or not, from a folder of yours.`;

async function train(
  config: ExperimentConfig,
  data: Dataset,
  backend: BackendInUse,
  stop: StopRequest,
): Promise<RunRecord> {
  const app = { appVersion: APP_VERSION, platform: `Node.js ${process.version}` };
  let record = newRecord(config, describeEnvironment(data, backend, app));
  const line = progressLine();
  const take = () => {
    record = recordTelemetry(record, run.telemetry.take(run.position));
    line.show(
      `${config.preset}, seed ${config.seed}: step ${record.step} of ${config.steps}, ${record.stepsPerSecond.toFixed(0)} a second`,
    );
  };
  const run = new TrainingRun(config, data, backend.backend, {
    onProgress: () => line.isDue() && take(),
    onState: () => undefined,
  });
  const takeBack = stop.onAsked(() => run.pause());
  if (!stop.isAsked) await run.train();
  takeBack();
  take();
  line.end();
  await run.dispose();
  return record;
}

/** @returns null when it was stopped: figures of fewer seeds would say something else */
async function measure(
  preset: SettingValue<'preset'>,
  { seeds, steps }: MeasureArguments,
  backend: BackendInUse,
  stop: StopRequest,
): Promise<PresetMeasurement | null> {
  const config = { ...PRESETS[preset], ...(steps === null ? {} : { steps }) };
  const data = await experimentData(config.data, null);
  const records: RunRecord[] = [];
  for (const seed of seeds) {
    records.push(await train({ ...config, seed }, data, backend, stop));
    if (stop.isAsked) return null;
  }
  const ownSteps = steps === null ? '' : ` --steps ${steps}`;
  return {
    command: `npm run measure -- --preset ${preset} --seeds ${seeds.join(',')}${ownSteps}`,
    steps: config.steps,
    seeds,
    renderer: backend.renderer,
    data: data.name,
    rows: measuredRows(config, records),
  };
}

await runCommand(async () => {
  const args = process.argv.slice(2);
  refuseTakenByNpm('measure', args);
  const asked = readMeasureArguments(args);
  if (asked.help) return console.log(help);
  const backend = await chooseBackend('wasm', wasmFilesInNode());
  let measured: Partial<typeof PRESET_FIGURES> = {};
  const stop = listenForStop();
  for (const preset of asked.presets) {
    const one = await measure(preset, asked, backend, stop);
    if (one === null) break;
    console.log(describeMeasurement(one));
    measured = { ...measured, [preset]: one };
    if (!asked.print) writeFigures(measured);
  }
  const isWritten = !asked.print && Object.keys(measured).length > 0;
  if (isWritten) console.log(`Wrote ${FIGURES_PATH}.`);
  if (stop.exitCode !== null) process.exit(stop.exitCode);
});
