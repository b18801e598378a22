import { availableParallelism } from 'node:os';
import { onStopSignal } from '../on-stop-signal.ts';
import { endRunningPrograms } from './run-program.ts';
import { runSteps } from './run-steps.ts';
import type { Step } from './steps.ts';

/** The body of `npm test` and `npm run check`: the steps, then exit code 1 if anything failed. */
export async function runChecks(steps: readonly Step[]): Promise<void> {
  onStopSignal(async () => endRunningPrograms(), 130);
  // A browser's tests use little more than one core, so two steps keep two cores busy.
  const lanes = Math.min(4, Math.max(2, availableParallelism()));
  const { failed } = await runSteps(steps, (line) => console.log(line), lanes);
  process.exitCode = failed > 0 ? 1 : 0;
}
