import { onStopSignal } from '../on-stop-signal.ts';
import { endRunningPrograms } from './run-program.ts';
import { runSteps } from './run-steps.ts';
import type { Step } from './steps.ts';

/** The body of `npm test` and `npm run check`: the steps, then exit code 1 if anything failed. */
export async function runChecks(steps: readonly Step[]): Promise<void> {
  onStopSignal(async () => endRunningPrograms(), 130);
  const { failed } = await runSteps(steps, (line) => console.log(line));
  process.exitCode = failed > 0 ? 1 : 0;
}
