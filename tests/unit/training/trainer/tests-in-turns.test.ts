import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scores } from '../../../../src/training/engine/evaluate.ts';
import { createNetwork, type Network } from '../../../../src/training/engine/network.ts';
import { TestsInTurns } from '../../../../src/training/trainer/tests-in-turns.ts';
import { startInNode } from '../../../checks/node-backends.ts';
import { tinyBatch, tinySet, tinyShape, tinyTrainSet } from '../../../checks/tiny-problem.ts';

const arms = [
  { bn: true, rate: 0.5 },
  { bn: false, rate: 0.5 },
];
/** Three passes, the last one short. */
const set = tinySet(2100, 8);

describe('tests in turns', () => {
  const network = () => createNetwork(tinyShape(), arms, 'wasm', tinyTrainSet);
  let whole: Network;
  beforeAll(async () => {
    await startInNode('wasm');
    whole = network();
  });
  afterAll(() => whole.dispose());

  it('are of the networks as they were when they began, however these train meanwhile', async () => {
    const trained = network();
    const told: [number, Scores][] = [];
    const tests = new TestsInTurns(trained, set, (step, scores) => told.push([step, scores]));
    tests.begin(0);
    for (let step = 0; told.length === 0; step++) {
      trained.step(tinyBatch(11, step).places, false);
      await new Promise((resolve) => setTimeout(resolve));
      await tests.giveTurn();
    }
    await trained.readMetrics();
    expect(told).toEqual([[0, await whole.evaluate(set, async () => true)]]);
    expect(await trained.evaluate(set, async () => true)).not.toEqual(told[0]?.[1]);
    expect(tests.isUnderWay).toBe(false);
    trained.dispose();
  });

  it('can be left half-way and finished later, and are not begun twice for one step', async () => {
    const told: Scores[] = [];
    const tests = new TestsInTurns(whole, set, (_step, scores) => told.push(scores));
    tests.begin(4);
    let asked = 0;
    expect(await tests.finish(() => asked++ < 1)).toBe(false);
    expect(told).toEqual([]);
    tests.begin(4);
    expect(await tests.finish(() => true)).toBe(true);
    expect(told).toEqual([await whole.evaluate(set, async () => true)]);
    expect(tests.begunAt).toBe(4);
  });

  it('can be given up: nothing is told, and nothing is left behind', async () => {
    await whole.evaluate(set, async () => false);
    const before = whole.memory();
    const tests = new TestsInTurns(whole, set, () => expect.unreachable());
    tests.begin(0);
    await tests.giveUp();
    expect(tests.isUnderWay).toBe(false);
    expect(whole.memory()).toEqual(before);
  });
});
