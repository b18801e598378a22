import { chooseSteps } from './checks/choose-steps.ts';
import { runChecks } from './checks/run-checks.ts';
import { runCommand } from './command-error.ts';

await runCommand(async () => runChecks(chooseSteps(process.argv.slice(2))));
