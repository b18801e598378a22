import { expect, test } from 'vitest';
import { runSteps } from '../../../../scripts/checks/run-steps.ts';
import type { Step } from '../../../../scripts/checks/steps.ts';
import { nothing, oneFailed, onePassed, type Tally } from '../../../../scripts/checks/tally.ts';

async function run(...steps: [Step['group'], () => Promise<Tally>][]) {
  const said: string[] = [];
  const tally = await runSteps(
    steps.map(([group, body]) => ({ title: group, group, run: body })),
    (line) => said.push(line),
  );
  return { tally, lastLine: said.join('\n').split('\n').at(-1) };
}

test('later steps run though earlier ones failed, and all are counted in the last line', async () => {
  const { lastLine } = await run(
    ['check', async () => oneFailed],
    ['unit', async () => ({ ...nothing, passed: 7 })],
    ['browser', async () => oneFailed],
  );
  expect(lastLine).toBe('7 passed, 2 failed');
});

test('a step that throws is one failure', async () => {
  const broken = async () => {
    throw new Error('broken');
  };
  expect((await run(['check', broken], ['unit', async () => onePassed])).lastLine).toBe('1 passed, 1 failed');
});

test('the tests of the built page wait for a build that succeeded', async () => {
  let ran = 0;
  const e2e = async () => {
    ran++;
    return onePassed;
  };
  expect((await run(['build', async () => oneFailed], ['e2e', e2e])).lastLine).toBe('0 passed, 1 failed');
  expect(ran).toBe(0);
  expect((await run(['build', async () => onePassed], ['e2e', e2e])).lastLine).toBe('2 passed, 0 failed');
});
