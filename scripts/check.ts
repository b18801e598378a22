import { runChecks } from './checks/run-checks.ts';
import { steps } from './checks/steps.ts';
import { runCommand } from './command-error.ts';

const groups = ['check', 'unit', 'build'];

await runCommand(() => runChecks(steps.filter((step) => groups.includes(step.group))));
