import { parseArgs } from 'node:util';
import { CommandError } from '../command-error.ts';
import { type Step, steps } from './steps.ts';

const groups = ['check', 'unit', 'browser', 'build', 'e2e'];

/** What `npm test` was asked for. */
export interface TestArguments {
  readonly steps: readonly Step[];
  /** Every case there is, as in `npm run test:full`. */
  readonly full: boolean;
}

/**
 * Reads the arguments of `npm test`: `--full`, and `--only check,unit,browser,build,e2e` for some of the steps. The
 * tests of the built page bring the build with them.
 *
 * @throws CommandError that names an unknown argument
 */
export function readTestArguments(args: readonly string[]): TestArguments {
  const { only, full = false } = parse([...args]);
  if (only === undefined) return { steps, full };
  const chosen = only.split(',').map((name) => name.trim());
  const unknown = chosen.find((name) => !groups.includes(name));
  if (unknown !== undefined) {
    throw new CommandError(`Unknown part "${unknown}". --only takes some of ${groups.join(', ')}.`, 2);
  }
  return {
    steps: steps.filter(
      ({ group }) => chosen.includes(group) || (group === 'build' && chosen.includes('e2e')),
    ),
    full,
  };
}

function parse(args: string[]): { only?: string; full?: boolean } {
  try {
    return parseArgs({ args, options: { only: { type: 'string' }, full: { type: 'boolean' } } }).values;
  } catch (error) {
    const [message = ''] = error instanceof Error ? error.message.split('. ') : [];
    throw new CommandError(`${message}. The options are --full and --only ${groups.join(',')}.`, 2);
  }
}
