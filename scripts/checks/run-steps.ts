import type { Step } from './steps.ts';
import { add, closingLine, nothing, oneFailed, type Tally } from './tally.ts';

/**
 * Runs the steps, several side by side, each as soon as there is room and what it needs is done. A failed step stops
 * no other, except those that need it. What was skipped is named, and the closing line comes last.
 *
 * @param lanes how many steps run at once
 */
export async function runSteps(
  steps: readonly Step[],
  say: (line: string) => void,
  lanes: number,
): Promise<Tally> {
  const width = Math.max(0, ...steps.map(({ title }) => title.length));
  const waiting = [...steps];
  const ended = new Map<Step['group'], Tally>();
  let all = nothing;

  const isReady = ({ needs }: Step): boolean =>
    needs === undefined || ended.has(needs) || !steps.some(({ group }) => group === needs);

  async function run(step: Step): Promise<void> {
    const tell = (line: string) => say(`${step.title.padEnd(width)} | ${line}`);
    if (step.needs !== undefined && (ended.get(step.needs)?.failed ?? 0) > 0) {
      tell(`not run, because "${step.needs}" failed`);
      return;
    }
    const startedAt = performance.now();
    const tally = await step.run(tell).catch((error: unknown) => {
      tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return oneFailed;
    });
    ended.set(step.group, add(ended.get(step.group) ?? nothing, tally));
    all = add(all, tally);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    tell(`${tally.failed > 0 ? 'FAILED' : 'ok'}: ${closingLine(tally)}, ${seconds} s`);
  }

  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < lanes ? waiting.find(isReady) : undefined;
    if (next === undefined) {
      await Promise.race(running);
      continue;
    }
    waiting.splice(waiting.indexOf(next), 1);
    const lane: Promise<void> = run(next).finally(() => running.delete(lane));
    running.add(lane);
  }
  if (all.skipped.length > 0) say('');
  for (const test of all.skipped) say(`Skipped: ${test}`);
  say(`\n${closingLine(all)}`);
  return all;
}
