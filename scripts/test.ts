import { runChecks } from './checks/run-checks.ts';
import { readTestArguments } from './checks/test-arguments.ts';
import { runCommand } from './command-error.ts';
import { refuseTakenByNpm } from './taken-by-npm.ts';

await runCommand(async () => {
  const args = process.argv.slice(2);
  refuseTakenByNpm('test', args);
  const { full, steps } = readTestArguments(args);
  // The runners and what they start read it; see tests/depth.ts.
  if (full) process.env['NORMSCOPE_TESTS'] = 'full';
  await runChecks(steps);
});
