import { parseArgs } from 'node:util';
import { CommandError } from './command-error.ts';

/** What `npm start` and `npm run dev` were asked for. */
export interface StartArguments {
  /** Null when none was given: then the first free one from the usual one upwards. */
  readonly port: number | null;
  readonly open: boolean;
  /** Download nothing. */
  readonly offline: boolean;
  readonly help: boolean;
}

const options = {
  port: { type: 'string' },
  'no-open': { type: 'boolean' },
  offline: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/**
 * Reads the arguments.
 *
 * @param env npm keeps options that are typed without `--` before them (`npm start --no-open`) for itself, and
 *   leaves them here
 * @throws CommandError that names an argument which is unknown or makes no sense
 */
export function readStartArguments(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): StartArguments {
  const values = parse([...takenByNpm(env), ...args]);
  return {
    port: values.port === undefined ? null : readPort(values.port),
    open: !values['no-open'],
    offline: values.offline ?? false,
    help: values.help ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: false }).values;
  } catch (error) {
    const [message = ''] = error instanceof Error ? error.message.split('. ') : [];
    throw new CommandError(`${message}. "npm start -- --help" lists what there is.`, 2);
  }
}

function takenByNpm(env: Readonly<Record<string, string | undefined>>): string[] {
  const port = env['npm_config_port'];
  return [
    ...(env['npm_config_open'] === '' ? ['--no-open'] : []),
    ...(env['npm_config_offline'] === 'true' ? ['--offline'] : []),
    ...(port === undefined ? [] : port === 'true' ? ['--port'] : ['--port', port]),
  ];
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new CommandError(`"${text}" is no port: --port takes a number from 1 to 65535.`, 2);
}
