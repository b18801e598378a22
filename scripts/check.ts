import { runChecks } from './checks/run-checks.ts';
import { steps } from './checks/steps.ts';
import { runCommand } from './command-error.ts';

await runCommand(() => runChecks(steps.filter(({ group }) => group === 'check' || group === 'unit')));
