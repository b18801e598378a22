import type { Step } from './steps.ts';
import { add, closingLine, nothing, oneFailed, type Tally } from './tally.ts';

/**
 * Runs every step, whatever became of the ones before (only the tests of the built page need a build), and says
 * the closing line last.
 */
export async function runSteps(steps: readonly Step[], say: (line: string) => void): Promise<Tally> {
  let all = nothing;
  let isBuilt = true;
  for (const step of steps) {
    say(`\n== ${step.title}`);
    if (step.group === 'e2e' && !isBuilt) {
      say('Not run: the page could not be built.');
      continue;
    }
    const startedAt = performance.now();
    const tally = await step.run().catch((error: unknown) => {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return oneFailed;
    });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    say(`-- ${tally.failed > 0 ? 'FAILED' : 'ok'}, ${seconds} s`);
    if (step.group === 'build') isBuilt = tally.failed === 0;
    all = add(all, tally);
  }
  say(`\n${closingLine(all)}`);
  return all;
}
