import { rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { APP_VERSION } from '../src/common/experiment/app-version.ts';
import { armTitle } from '../src/common/experiment/arm-look.ts';
import { ARM_FORMS, armLetter } from '../src/common/experiment/arms.ts';
import type { ExperimentConfig } from '../src/common/experiment/config.ts';
import { buildRunFile, RUN_FILE_VERSION } from '../src/common/experiment/run-file.ts';
import { newRecord, type RunRecord, recordTelemetry } from '../src/common/experiment/run-record.ts';
import { judge } from '../src/common/experiment/verdict.ts';
import { formatPercent, formatWhole } from '../src/common/lib/format.ts';
import { last } from '../src/common/lib/series.ts';
import type { Dataset } from '../src/training/data/dataset.ts';
import { type BackendInUse, chooseBackend } from '../src/training/engine/backends/choose-backend.ts';
import { BackendError } from '../src/training/engine/backends/start-backend.ts';
import { describeEnvironment } from '../src/training/trainer/environment.ts';
import { TrainingRun } from '../src/training/trainer/training-run.ts';
import { CommandError, runCommand } from './command-error.ts';
import { readExperimentArguments } from './experiment-arguments.ts';
import { experimentData } from './experiment-data.ts';
import { progressLine } from './progress-line.ts';
import { wasmFilesInNode } from './wasm-files.ts';

/** A list, comma by comma, in lines that fit a terminal. */
const wrapped = (text: string): string => text.replace(/(.{1,100})(, |$)/g, '  $1$2\n').trimEnd();

const help = `Trains the networks of an experiment without a browser, and writes what they did.

  npm run experiment -- [--preset deep-mlp] [--steps 1000] [--out run.json] [--NAME VALUE ...]

  --out FILE       the run file (JSON; its schema is public/schema/run-file.v${RUN_FILE_VERSION}.json); run.json when not given
  --data-dir DIR   MNIST's four files, or others of their kind, packed or not; without it the downloaded MNIST
  --replay FILE    the settings of a run file, and the changes made while it trained; other options go before them

Every parameter of a link is an option: preset; kind (dense, conv), depth, width, of conv blocks, channels, widen (double,
same), reduce (stride, pool); activation, init, initSigma; optimizer (sgd, momentum, nesterov, adam, rmsprop), momentum,
weightDecay, warmup, dropEvery, dropFactor; batch, seed, data (mnist, generated, gaussian), pixels (grey, binary), backend
(wasm, cpu, auto), arms, changes (500.B.bn:on,800.A.rate:0.5), steps, target, evalEvery.

An arm is KIND:RATE, with a comma between arms: bn (batch normalization), plain, ln (layer normalization) or noisy, and its
learning rate, as in bn:0.1,plain:0.1. After that, with a colon before each, what is not as in the paper:
${wrapped(ARM_FORMS)}
as in "bn:0.1:eps-0.001:after:name-BN after". ln and noisy after the rate of a plain arm say what is put in when its
normalization is switched on.

Ctrl-C writes what there is.`;

async function startBackend(asked: ExperimentConfig['backend']): Promise<BackendInUse> {
  try {
    return await chooseBackend(asked, wasmFilesInNode());
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    throw new CommandError(`backend: ${error.message} On the command line there are wasm and cpu.`, 2);
  }
}

/** Trains to the end, to the first Ctrl-C, or to a failure, which is given with what there is. */
async function train(config: ExperimentConfig, data: Dataset, backend: BackendInUse) {
  const app = {
    appVersion: APP_VERSION,
    platform: `Node.js ${process.version}, ${process.platform} ${process.arch}`,
  };
  let record = newRecord(config, describeEnvironment(data, backend, app));
  const line = progressLine();
  const take = () => {
    record = recordTelemetry(record, run.telemetry.take(run.position));
    line.show(progressOf(record));
  };
  const run = new TrainingRun(config, data, backend.backend, {
    onProgress: () => line.isDue() && take(),
    onState: () => undefined,
  });
  const stop = () => run.pause();
  process.once('SIGINT', stop);
  const failure = await run.train().then(
    () => null,
    (error: unknown) => error,
  );
  process.off('SIGINT', stop);
  take();
  line.end();
  await run.dispose();
  return { record, failure };
}

function progressOf({ arms, config, step, stepsPerSecond }: RunRecord): string {
  const scores = arms.map(({ divergedAt, testAccuracy }, arm) => {
    const accuracy = last(testAccuracy);
    const score = Number.isFinite(accuracy) ? formatPercent(accuracy) : 'not tested';
    return `${armLetter(arm)} ${divergedAt === null ? score : `diverged at ${divergedAt}`}`;
  });
  return `step ${formatWhole(step)} of ${formatWhole(config.steps)} · ${stepsPerSecond.toFixed(0)} steps/s · ${scores.join(' · ')}`;
}

/** Where the run file grows until it is whole. Made before training, so that a path of no use is told at once. */
const halfOf = (path: string): string => `${path}.half`;

async function prepareRunFile(path: string): Promise<void> {
  await writeFile(halfOf(path), '').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`--out: ${path} cannot be written (${error.code ?? error.message}).`, 2);
  });
}

async function writeRunFile(path: string, record: RunRecord): Promise<void> {
  await writeFile(halfOf(path), `${JSON.stringify(buildRunFile(record))}\n`);
  await rename(halfOf(path), path);
}

await runCommand(async () => {
  const { config, dataDir, help: wantsHelp, out } = await readExperimentArguments(process.argv.slice(2));
  if (wantsHelp) return console.log(help);
  const data = await experimentData(config.data, dataDir);
  const backend = await startBackend(config.backend);
  console.log(`${data.name}${data.note === null ? '' : `. ${data.note}`}`);
  console.log(`${backend.renderer}. ${backend.reason}`);
  for (const [index, arm] of config.arms.entries()) {
    console.log(`${armTitle(arm, index)}, learning rate ${arm.rate}`);
  }
  await prepareRunFile(out);
  const { failure, record } = await train(config, data, backend);
  const { caveat, detail, headline, why } = judge(record);
  console.log([`${headline} ${detail}`, why, caveat].filter((line) => line !== '').join('\n'));
  await writeRunFile(out, record);
  console.log(`Wrote ${basename(out)}.`);
  if (failure !== null) throw failure;
});
