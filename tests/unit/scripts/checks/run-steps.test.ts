import { expect, test } from 'vitest';
import { runSteps } from '../../../../scripts/checks/run-steps.ts';
import type { Step } from '../../../../scripts/checks/steps.ts';
import { nothing, oneFailed, onePassed, type Tally } from '../../../../scripts/checks/tally.ts';

type Body = (say: (line: string) => void) => Promise<Tally>;

const step = (group: Step['group'], run: Body, needs?: Step['group']): Step => ({
  title: group,
  group,
  run,
  ...(needs && { needs }),
});

async function run(lanes: number, ...steps: Step[]) {
  const said: string[] = [];
  const tally = await runSteps(steps, (line) => said.push(line), lanes);
  return { said, tally, lastLine: said.join('\n').split('\n').at(-1) };
}

test.each([1, 2, 4])(
  'with %i lanes all steps run though some fail, and the last line counts them',
  async (lanes) => {
    const { lastLine } = await run(
      lanes,
      step('check', async () => oneFailed),
      step('unit', async () => ({ ...nothing, passed: 7 })),
      step('browser', async () => oneFailed),
    );
    expect(lastLine).toBe('7 passed, 2 failed');
  },
);

test('what was skipped is named before the closing line', async () => {
  const { said, lastLine } = await run(
    1,
    step('unit', async () => ({ ...onePassed, skipped: ['the main job: Firefox is not installed.'] })),
  );
  expect(said).toContain('Skipped: the main job: Firefox is not installed.');
  expect(lastLine).toBe('1 passed, 0 failed, 1 skipped');
});

test('a step that throws is one failure, and says why', async () => {
  const broken = step('check', async () => {
    throw new Error('it broke');
  });
  const { lastLine, said } = await run(
    2,
    broken,
    step('unit', async () => onePassed),
  );
  expect(lastLine).toBe('1 passed, 1 failed');
  expect(said.join('\n')).toContain('it broke');
});

test('the tests of the built page wait for a build that succeeded', async () => {
  const order: string[] = [];
  const noted = (group: Step['group'], tally: Tally) => async () => {
    order.push(group);
    return tally;
  };
  const e2e = step('e2e', noted('e2e', onePassed), 'build');
  const failing = await run(
    2,
    e2e,
    step('build', async () => oneFailed),
  );
  expect(failing.lastLine).toBe('0 passed, 1 failed');
  expect(order).toEqual([]);
  const build = step('build', noted('build', onePassed));
  expect((await run(2, e2e, build)).lastLine).toBe('2 passed, 0 failed');
  expect(order).toEqual(['build', 'e2e']);
});

test('no more steps run at once than there are lanes, and each line names its step', async () => {
  let running = 0;
  let most = 0;
  const busy: Body = async (say) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve));
    say('here');
    running -= 1;
    return onePassed;
  };
  const groups = ['check', 'unit', 'browser', 'build'] as const;
  const { said } = await run(2, ...groups.map((group) => step(group, busy)));
  expect(most).toBe(2);
  for (const group of groups) expect(said).toContainEqual(expect.stringMatching(`^${group} *\\| here$`));
});
