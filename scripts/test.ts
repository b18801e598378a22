import { runChecks } from './checks/run-checks.ts';
import { readTestArguments } from './checks/test-arguments.ts';
import { runCommand } from './command-error.ts';

await runCommand(async () => {
  const { full, steps } = readTestArguments(process.argv.slice(2));
  // The runners and what they start read it; see tests/depth.ts.
  if (full) process.env['NORMSCOPE_TESTS'] = 'full';
  await runChecks(steps);
});
