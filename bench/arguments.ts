import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CommandError } from '../scripts/command-error.ts';

/** What `npm run bench` was asked for. */
export interface BenchArguments {
  readonly quick: boolean;
  /** Where the JSON file goes, or null. */
  readonly json: string | null;
  /** Whether an existing file is replaced. */
  readonly force: boolean;
  /** How often everyone takes a turn; null for what suits. */
  readonly rounds: number | null;
  /** Names of groups; null for all of them. */
  readonly only: readonly string[] | null;
  readonly help: boolean;
}

const options = {
  quick: { type: 'boolean' },
  json: { type: 'string' },
  force: { type: 'boolean' },
  rounds: { type: 'string' },
  only: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const HINT = '"npm run bench -- --help" lists what there is.';
const MOST_ROUNDS = 100;

/**
 * Reads the arguments.
 *
 * @param groups the names that `--only` may give
 * @throws CommandError (exit code 2) that names what is unknown or impossible
 */
export function readBenchArguments(args: readonly string[], groups: readonly string[]): BenchArguments {
  const values = parse([...args]);
  return {
    quick: values.quick ?? false,
    // npm runs scripts in the project's folder, and leaves in INIT_CWD where it was called.
    json: values.json === undefined ? null : resolve(process.env['INIT_CWD'] ?? '.', values.json),
    force: values.force ?? false,
    rounds: values.rounds === undefined ? null : readRounds(values.rounds),
    only: values.only === undefined ? null : readGroups(values.only, groups),
    help: values.help ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: false }).values;
  } catch (error) {
    const [message = ''] = error instanceof Error ? error.message.split('. ') : [];
    throw new CommandError(`${message}. ${HINT}`, 2);
  }
}

function readRounds(text: string): number {
  const rounds = Number(text);
  if (/^\d+$/.test(text) && rounds >= 1 && rounds <= MOST_ROUNDS) return rounds;
  throw new CommandError(
    `--rounds takes a number from 1 to ${MOST_ROUNDS}, and “${text}” is none. ${HINT}`,
    2,
  );
}

function readGroups(text: string, groups: readonly string[]): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !groups.includes(name));
  if (unknown === undefined) return names;
  throw new CommandError(`--only: “${unknown}” is no group. There are ${groups.join(', ')}.`, 2);
}
