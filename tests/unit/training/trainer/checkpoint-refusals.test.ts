import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import type { Checkpoint } from '../../../../src/common/experiment/checkpoint.ts';
import { startInNode } from '../../../checks/node-backends.ts';
import { tinySet } from '../../../checks/tiny-problem.ts';
import { tinyConfig, tinyData, watchedRun } from '../../../checks/train-tiny.ts';

beforeAll(() => startInNode('wasm'));

/** The checkpoint that a run makes when it is paused. */
async function checkpointOf(config = tinyConfig()): Promise<Checkpoint> {
  const { checkpoints, run } = watchedRun(config);
  await run.train(11);
  await run.dispose();
  return checkpoints.at(-1) as Checkpoint;
}

it('a checkpoint is made when a run comes to rest, and holds all of every arm', async () => {
  const checkpoint = await checkpointOf();
  expect(checkpoint).toMatchObject({ version: 1, step: 11, testDue: false });
  // Two arms of 784 -> 12 -> 12 -> 10: weights, four lists a unit and hidden layer, biases.
  const numbers = 784 * 12 + 12 * 12 + 12 * 10 + 2 * 4 * 12 + 10;
  expect(checkpoint.arms.map(({ updates, values }) => [updates, values.length])).toEqual([
    [11, numbers],
    [11, numbers],
  ]);
});

it('a checkpoint of other data, of a damaged network or of another one is refused in a sentence', async () => {
  const made = await checkpointOf();
  const before = memory().numTensors;
  const refusalOf = async (checkpoint: Checkpoint, config = tinyConfig(), data = tinyData) => {
    const { run } = watchedRun(config, undefined, data);
    try {
      run.restore(checkpoint);
      return 'none';
    } catch (error) {
      return (error as Error).message;
    } finally {
      await run.dispose();
    }
  };
  const other = { ...tinyData, train: tinySet(600, 5) };
  expect(await refusalOf(made, tinyConfig(), other)).toMatch(/other data.*Choose the same data under Data/);
  const [first, second] = made.arms as [Checkpoint['arms'][number], Checkpoint['arms'][number]];
  const damaged = { ...first, values: first.values.slice() };
  damaged.values[1000] = 0.123;
  expect(await refusalOf({ ...made, arms: [damaged, second] })).toMatch(/weights are damaged/);
  expect(await refusalOf(made, tinyConfig({ depth: 3 }))).toMatch(
    /numbers were stored of a network that has/,
  );
  expect(await refusalOf({ ...made, version: 2 as 1 })).toMatch(/another version/);
  expect(await refusalOf(made)).toBe('none');
  expect(memory().numTensors).toBe(before);
});

it('one is made every so often while training goes on, and no other until it is kept', async () => {
  const { checkpoints, run } = watchedRun(tinyConfig({ steps: 200 }), (own) => own.save());
  await run.train(100);
  expect(checkpoints).toHaveLength(1);
  const [{ step }] = checkpoints as [Checkpoint];
  expect(step).toBeLessThan(100);
  run.noteKept(0);
  await run.dispose();
  expect(checkpoints.map((one) => one.step)).toEqual([step, 100]);
});
