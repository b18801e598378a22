import { readFileSync } from 'node:fs';
import { LINK_NAMES } from '../src/common/experiment/link-names.ts';
import { CommandError } from './command-error.ts';

/** The options of each command that npm would keep for itself where `--` is forgotten; `npm start` and `npm run dev` read theirs. */
export const COMMAND_OPTIONS = {
  experiment: [...LINK_NAMES, 'out', 'data-dir', 'replay', 'force'],
  measure: ['preset', 'seeds', 'steps', 'print'],
  bench: ['quick', 'rounds', 'only', 'json', 'force'],
  soak: ['minutes', 'steps', 'backend', 'query', 'out', 'force'],
  test: ['only', 'full'],
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Refuses options that were typed without `--` before them (`npm run experiment --preset=cnn`): npm takes them for its own, and
 * the command would do something else than was asked for.
 *
 * @throws CommandError (exit code 2) with the command as it was meant
 */
export function refuseTakenByNpm(
  command: keyof typeof COMMAND_OPTIONS,
  args: readonly string[],
  env: Environment = process.env,
): void {
  const ofNpm = configuredNames(env);
  const taken = COMMAND_OPTIONS[command].flatMap((name) => {
    const key = name.toLowerCase().replaceAll('-', '_');
    const value = env[`npm_config_${key}`];
    if (value === undefined || ofNpm.has(key)) return [];
    return value === 'true' || value === '' ? [`--${name}`] : [`--${name}=${quoted(value)}`];
  });
  if (taken.length === 0) return;
  const meant = `npm ${command === 'test' ? 'test' : `run ${command}`} -- ${[...taken, ...args.map(quoted)].join(' ')}`;
  throw new CommandError(
    `npm kept ${taken.join(' ')} for itself: options of this command come after "--". Type\n\n  ${meant}\n`,
    2,
  );
}

const quoted = (text: string): string =>
  /^[\w./:,=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** Names that are set in the person's own npm configuration, for whatever other purpose. */
function configuredNames(env: Environment): ReadonlySet<string> {
  const files = [env['npm_config_userconfig'], env['npm_config_globalconfig'], '.npmrc'];
  const lines = files.flatMap((file) => (file ? readText(file).split('\n') : []));
  return new Set(lines.map((line) => (line.split('=')[0] ?? '').trim().toLowerCase().replaceAll('-', '_')));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
