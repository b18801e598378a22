import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ExperimentConfig } from '../../src/common/experiment/config.ts';
import { parseLink } from '../../src/common/experiment/link.ts';
import { SETTINGS, type SettingValue } from '../../src/common/experiment/settings.ts';
import { CommandError } from '../command-error.ts';

/** What `npm run soak` was asked for. */
export interface SoakArguments {
  /** It trains at least so long ... */
  readonly minutes: number;
  /** ... and at least so many steps, of all runs together. */
  readonly steps: number;
  readonly backend: SettingValue<'backend'>;
  /** Parameters of a link that go before the usual ones. */
  readonly query: string;
  /** The folder of the report. */
  readonly out: string;
  /** Whether an existing report is replaced. */
  readonly force: boolean;
  readonly help: boolean;
}

const options = {
  minutes: { type: 'string' },
  steps: { type: 'string' },
  backend: { type: 'string' },
  query: { type: 'string' },
  out: { type: 'string' },
  force: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const HINT = '"npm run soak -- --help" lists what there is.';
const BACKENDS = Object.keys(SETTINGS.backend.values) as SettingValue<'backend'>[];
/** The first minute counts for nothing: at least one more must follow. */
const MINUTES = { min: 2, max: 24 * 60 };
const STEPS = { min: 1, max: 10_000_000 };

/** @throws CommandError (exit code 2) that names what is unknown or impossible */
export function readSoakArguments(args: readonly string[]): SoakArguments {
  const values = parse(args);
  const out = values.out ?? '.cache/soak';
  return {
    minutes: readNumber('minutes', values.minutes ?? '30', /^\d+(\.\d+)?$/, 'number', MINUTES),
    steps: readNumber('steps', values.steps ?? '100000', /^\d+$/, 'whole number', STEPS),
    backend: readBackend(values.backend ?? 'auto'),
    // A whole address will do as well.
    query: (values.query ?? '').replace(/^[^?#]*[?#]/, ''),
    // npm runs scripts in the project's folder, and leaves in INIT_CWD where it was called.
    out: values.out === undefined ? resolve(out) : resolve(process.env['INIT_CWD'] ?? '.', out),
    force: values.force ?? false,
    help: values.help ?? false,
  };
}

/**
 * The experiment that is trained over and over.
 *
 * @param hasMnist whether there is MNIST; generated digits stand in for it
 * @throws CommandError (exit code 2) that names what in `--query` cannot be used
 */
export function soakConfig(wanted: SoakArguments, hasMnist: boolean): ExperimentConfig {
  const usual: [string, string][] = [
    ['preset', 'deep-mlp'],
    ['backend', wanted.backend],
    ['steps', String(Math.min(wanted.steps, SETTINGS.steps.max))],
    ...(hasMnist ? [] : [['data', 'generated'] as [string, string]]),
  ];
  const { config, problems } = parseLink([...usual, ...new URLSearchParams(wanted.query)]);
  if (problems.length > 0) throw new CommandError(`--query: ${problems.join('\n')}\n${HINT}`, 2);
  return config;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    const [message = ''] = error instanceof Error ? error.message.split('. ') : [];
    throw new CommandError(`${message}. ${HINT}`, 2);
  }
}

function readNumber(
  option: string,
  text: string,
  form: RegExp,
  words: string,
  { min, max }: { min: number; max: number },
): number {
  const value = Number(text);
  if (form.test(text) && value >= min && value <= max) return value;
  throw new CommandError(`--${option}: “${text}” is not a ${words} from ${min} to ${max}. ${HINT}`, 2);
}

function readBackend(text: string): SettingValue<'backend'> {
  const backend = BACKENDS.find((one) => one === text);
  if (backend !== undefined) return backend;
  throw new CommandError(`--backend: “${text}” is not one of ${BACKENDS.join(', ')}. ${HINT}`, 2);
}
