import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ExperimentConfig } from '../src/common/experiment/config.ts';
import { linkParameters, parseLink } from '../src/common/experiment/link.ts';
import { readRunFile, runFileSizeFault } from '../src/common/experiment/read-run-file.ts';
import { replayOf } from '../src/common/experiment/run-file.ts';
import type { StudySettings } from '../src/common/experiment/study-settings.ts';
import { ladderRows, ladderStudy, repeatsStudy, type StudyConfig } from '../src/common/studies/study.ts';
import { CommandError } from './command-error.ts';

/** What `npm run experiment` was asked for. */
export interface ExperimentArguments {
  readonly config: ExperimentConfig;
  /** What is trained in place of one run; empty for one run. */
  readonly studies: readonly StudyConfig[];
  /** Where the run file goes. */
  readonly out: string;
  /** A folder of IDX files; null for the downloaded MNIST. */
  readonly dataDir: string | null;
  /** Whether an existing run file is replaced. */
  readonly force: boolean;
  readonly help: boolean;
}

const OWN_OPTIONS = ['out', 'data-dir', 'replay', 'force', 'help'];
const FLAGS = ['force', 'help'];

/**
 * Reads `--name value` and `--name=value`: any link parameter, and `--out`, `--data-dir`, `--replay`.
 *
 * @throws CommandError (exit code 2) that names what is unknown or impossible
 */
export async function readExperimentArguments(args: readonly string[]): Promise<ExperimentArguments> {
  const options = readOptions(args);
  const own = (name: string) => options.find(([option]) => option === name)?.[1] ?? null;
  const replay = own('replay');
  const replayed = replay === null ? [] : await readReplayed(fromHere(replay));
  const dataDir = own('data-dir');
  const drawn = [own('data')].find((data) => data === 'generated' || data === 'gaussian');
  if (dataDir !== null && drawn) {
    throw new CommandError(`data: “${drawn}” and --data-dir exclude each other: leave one out.`, 2);
  }
  const settings = options.filter(([name]) => !OWN_OPTIONS.includes(name));
  const { config, problems, studies } = parseLink([...replayed, ...settings]);
  if (problems.length > 0) throw new CommandError(`${problems.join('\n')}\n${HINT}`, 2);
  return {
    config,
    studies: studiesOf(config, studies, (name) => own(name) !== null),
    out: fromHere(own('out') ?? 'run.json'),
    dataDir: dataDir === null ? null : fromHere(dataDir),
    force: own('force') !== null,
    help: own('help') !== null,
  };
}

/** The studies that were asked for: a ladder takes its steps from --ladderSteps, or from --steps. */
function studiesOf(
  config: ExperimentConfig,
  settings: StudySettings,
  isGiven: (name: string) => boolean,
): readonly StudyConfig[] {
  const fromSteps = isGiven('steps') && !isGiven('ladderSteps');
  const ladder = fromSteps ? { ...settings, ladderSteps: config.steps } : settings;
  return [
    ...(isGiven('ladder') || isGiven('ladderSteps')
      ? [ladderStudy(config, ladderRows(config.arms), ladder)]
      : []),
    ...(isGiven('repeats') ? [repeatsStudy(config, settings)] : []),
  ];
}

/** A path as it was typed: npm runs scripts in the project's folder, and leaves in INIT_CWD where it was called. */
const fromHere = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path);

const HINT = '"npm run experiment -- --help" lists what there is.';

function readOptions(args: readonly string[]): [string, string][] {
  const options: [string, string][] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    const [, name, inline] = /^--([\w-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === undefined)
      throw new CommandError(`“${arg}” is no option: options begin with --. ${HINT}`, 2);
    if (FLAGS.includes(name)) {
      if (inline !== undefined) throw new CommandError(`--${name} takes no value. ${HINT}`, 2);
      options.push([name, '']);
      continue;
    }
    // A switch: alone it is on.
    if (name === 'transpose' && inline === undefined && (args[index + 1] ?? '--').startsWith('--')) {
      options.push([name, 'yes']);
      continue;
    }
    const value = inline ?? args[++index];
    if (value === undefined || value.startsWith('--'))
      throw new CommandError(`--${name} needs a value. ${HINT}`, 2);
    if (options.some(([option]) => option === name)) {
      throw new CommandError(`--${name} is given twice. Leave one out.`, 2);
    }
    options.push([name, value]);
  }
  return options;
}

/** The settings of a recorded run, with the changes that were made while it trained. */
async function readReplayed(path: string): Promise<[string, string][]> {
  const { size, problem } = await stat(path).then(
    (found) => ({ size: found.size, problem: found.isFile() ? null : 'is no file' }),
    (error: NodeJS.ErrnoException) => ({ size: 0, problem: `cannot be read (${error.code})` }),
  );
  if (problem !== null) throw new CommandError(`--replay: ${path} ${problem}. Name a run file.`, 2);
  const fault = runFileSizeFault(size);
  if (fault !== null) throw new CommandError(`--replay: ${path}: ${fault}`, 2);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`--replay: ${path} cannot be read (${error.code}). Name a run file.`, 2);
  });
  const parsed = readRunFile(text);
  if ('error' in parsed) throw new CommandError(`--replay: ${path}: ${parsed.error}`, 2);
  return linkParameters(replayOf(parsed.value));
}
