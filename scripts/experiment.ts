import { basename } from 'node:path';
import { armTitle } from '../src/common/experiment/arm-look.ts';
import { ARM_FORMS } from '../src/common/experiment/arms.ts';
import type { ExperimentConfig } from '../src/common/experiment/config.ts';
import { buildRunFile, RUN_FILE_VERSION } from '../src/common/experiment/run-file.ts';
import { newRecord } from '../src/common/experiment/run-record.ts';
import type { StudyFile } from '../src/common/experiment/study-file.ts';
import { judge } from '../src/common/experiment/verdict.ts';
import { judgeLadder } from '../src/common/studies/ladder-verdict.ts';
import { judgeRepeats } from '../src/common/studies/repeats-verdict.ts';
import type { StudyConfig, StudyKind } from '../src/common/studies/study.ts';
import { buildStudyFile } from '../src/common/studies/study-file.ts';
import { isComplete } from '../src/common/studies/study-record.ts';
import { type BackendInUse, chooseBackend } from '../src/training/engine/backends/choose-backend.ts';
import { BackendError } from '../src/training/engine/backends/start-backend.ts';
import { CommandError, runCommand } from './command-error.ts';
import { type ExperimentArguments, readExperimentArguments } from './experiment-arguments.ts';
import { experimentData } from './experiment-data.ts';
import { environmentOf, type Ground, trainRun, trainStudy } from './experiment-run.ts';
import { outputFile } from './output-file.ts';
import { listenForStop, type StopRequest } from './stop-request.ts';
import { refuseTakenByNpm } from './taken-by-npm.ts';
import { wasmFilesInNode } from './wasm-files.ts';

/** A list, comma by comma, in lines that fit a terminal. */
const wrapped = (text: string): string => text.replace(/(.{1,100})(, |$)/g, '  $1$2\n').trimEnd();

const help = `Trains the networks of an experiment without a browser, and writes what they did.

  npm run experiment -- [--preset deep-mlp] [--steps 1000] [--out run.json] [--NAME VALUE ...]

  --out FILE       the run file (JSON; its schema is public/schema/run-file.v${RUN_FILE_VERSION}.json); run.json when not given
  --force          replaces a file of that name; without it the next free one is taken, as in run-2.json
  --data-dir DIR   MNIST's four files, or others of their kind, packed or not; without it the downloaded MNIST
  --replay FILE    the settings of a run file, and the changes made while it trained; other options go before them

  --ladder FROM:TO:COUNT   in place of one run the arms at so many learning rates, as in 0.001:3:12; --steps at each, 500 when not given
  --repeats COUNT          in place of one run the experiment with so many seeds, from --seed on

Every parameter of a link is an option: preset; kind (dense, conv), depth, width, of conv blocks, channels, widen (double,
same), reduce (stride, pool); activation, init, initSigma; optimizer (sgd, momentum, nesterov, adam, rmsprop), momentum,
weightDecay, warmup, dropEvery, dropFactor; batch, seed, data (mnist, generated, gaussian), pixels (grey, binary), transpose
(no, yes, or alone for yes: images whose rows and columns are swapped, as EMNIST’s are), backend
(wasm, cpu, auto), arms, changes (500.B.bn:on,800.A.rate:0.5), steps, target, evalEvery,
probeEvery and ribbonsEvery (steps between two looks at the landscape of the loss).

An arm is KIND:RATE, with a comma between arms: bn (batch normalization), plain, ln (layer normalization) or noisy, and its
learning rate, as in bn:0.1,plain:0.1. After that, with a colon before each, what is not as in the paper:
${wrapped(ARM_FORMS)}
as in "bn:0.1:eps-0.001:after:name-BN after". ln and noisy after the rate of a plain arm say what is put in when its
normalization is switched on.

Ctrl-C writes the results so far; pressing it again exits immediately.`;

async function startBackend(asked: ExperimentConfig['backend']): Promise<BackendInUse> {
  try {
    return await chooseBackend(asked, wasmFilesInNode());
  } catch (error) {
    if (!(error instanceof BackendError)) throw error;
    throw new CommandError(`backend: ${error.message} On the command line there are wasm and cpu.`, 2);
  }
}

/** Trains one run, or the studies that were asked for in its place, and says what came of it. */
async function trainAll({ config, studies }: ExperimentArguments, ground: Ground, stop: StopRequest) {
  if (studies.length === 0) {
    const { failure, record } = await trainRun(config, ground, stop);
    say(judge(record));
    return { failure, file: buildRunFile(record) };
  }
  const files: Partial<Record<StudyKind, StudyFile>> = {};
  let failure: unknown = null;
  for (const study of studies) {
    console.log(STUDY_WORDS[study.kind](study));
    const outcome = await trainStudy(study, ground, stop);
    say(study.kind === 'ladder' ? judgeLadder(outcome.record) : judgeRepeats(outcome.record));
    files[study.kind] = buildStudyFile(outcome.record);
    failure ??= outcome.failure;
    if (!isComplete(outcome.record)) break;
  }
  return { failure, file: buildRunFile(newRecord(config, environmentOf(ground)), files) };
}

const STUDY_WORDS: Readonly<Record<StudyKind, (study: StudyConfig) => string>> = {
  ladder: ({ base, columns }) =>
    `A ladder of ${columns.length} learning rates from ${columns[0]} to ${columns.at(-1)}, ${base.steps} steps at each.`,
  repeats: ({ base, columns }) => `Seeds ${columns.join(', ')}, ${base.steps} steps with each.`,
};

function say({
  caveat,
  detail,
  headline,
  why = '',
}: {
  headline: string;
  detail: string;
  why?: string;
  caveat: string;
}) {
  console.log([`${headline} ${detail}`.trim(), why, caveat].filter((line) => line !== '').join('\n'));
}

await runCommand(async () => {
  const args = process.argv.slice(2);
  refuseTakenByNpm('experiment', args);
  const asked = await readExperimentArguments(args);
  const { config, dataDir, force, help: wantsHelp, out } = asked;
  if (wantsHelp) return console.log(help);
  const data = await experimentData(config.data, dataDir);
  const backend = await startBackend(config.backend);
  console.log(`${data.name}${data.note === null ? '' : `. ${data.note}`}`);
  console.log(`${backend.renderer}. ${backend.reason}`);
  for (const [index, arm] of config.arms.entries()) {
    console.log(`${armTitle(arm, index)}, learning rate ${arm.rate}`);
  }
  const output = await outputFile(out, '--out', force);
  const stop = listenForStop(output.abandon);
  const { failure, file } = await trainAll(asked, { data, backend }, stop);
  await output.write(`${JSON.stringify(file)}\n`);
  console.log(`Wrote ${basename(output.path)}.`);
  if (failure !== null) throw failure;
  if (stop.exitCode !== null) process.exit(stop.exitCode);
});
