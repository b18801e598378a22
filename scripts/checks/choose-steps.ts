import { parseArgs } from 'node:util';
import { CommandError } from '../command-error.ts';
import { type Step, steps } from './steps.ts';

const groups = ['check', 'unit', 'browser', 'build', 'e2e'];

/**
 * The steps that `npm test` is to run: all of them, or those of `--only check,unit,browser,build,e2e`. The tests
 * of the built page bring the build with them.
 *
 * @throws CommandError that names what is not known
 */
export function chooseSteps(args: readonly string[]): Step[] {
  const only = readOnly([...args]);
  if (only === null) return [...steps];
  const chosen = only.split(',').map((name) => name.trim());
  const unknown = chosen.find((name) => !groups.includes(name));
  if (unknown !== undefined) {
    throw new CommandError(
      `"${unknown}" is no part of the tests. --only takes some of ${groups.join(', ')}.`,
      2,
    );
  }
  return steps.filter(({ group }) => chosen.includes(group) || (group === 'build' && chosen.includes('e2e')));
}

function readOnly(args: string[]): string | null {
  try {
    return parseArgs({ args, options: { only: { type: 'string' } } }).values.only ?? null;
  } catch (error) {
    const [message = ''] = error instanceof Error ? error.message.split('. ') : [];
    throw new CommandError(`${message}. The only option is --only, with some of ${groups.join(', ')}.`, 2);
  }
}
