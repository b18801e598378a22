import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createNetwork } from '../../../../src/training/engine/network.ts';
import { startInNode } from '../../../checks/node-backends.ts';
import { tinyBatch, tinySet, tinyShape, tinyTrainSet } from '../../../checks/tiny-problem.ts';
import { tinyConfig, watchedRun } from '../../../checks/train-tiny.ts';

const arms = [
  { bn: true, rate: 0.1 },
  { bn: false, rate: 0.1 },
  { bn: true, rate: 0.5 },
];

/** From now on every part of the work seems to take long: whatever gives way by the clock does it every time. */
function slowMachine() {
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 100;
    return now;
  });
}

/** Counts how often anything else has its turn while some work goes on. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let [turns, isOver] = [0, false];
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isOver = true;
  return turns;
}

describe('long work on this thread gives way', () => {
  beforeAll(() => startInNode('wasm'));
  afterEach(() => vi.restoreAllMocks());

  it('between networks of a step, between layers of a test, and the numbers are the same', async () => {
    const [atOnce, inParts] = [0, 1].map(() => createNetwork(tinyShape(), arms, 'wasm', tinyTrainSet));
    if (atOnce === undefined || inParts === undefined) throw new Error('no networks');
    const set = tinySet(30, 8);
    for (let step = 0; step < 2; step++) atOnce.step(tinyBatch(11, step).places, true);
    const scores = await atOnce.evaluate(set, async () => true);
    const [metrics, looks, numbers] = [
      await atOnce.readMetrics(),
      await atOnce.readLayers(),
      await atOnce.readArms(),
    ];
    const { tensors } = inParts.memory();
    slowMachine();
    const turns = await turnsDuring(async () => {
      for (let step = 0; step < 2; step++) await inParts.stepInParts(tinyBatch(11, step).places, true);
    });
    expect(turns).toBeGreaterThanOrEqual(2 * arms.length);
    expect(await turnsDuring(() => inParts.evaluate(set, async () => true))).toBeGreaterThan(2 * arms.length);
    expect(await inParts.evaluate(set, async () => true)).toEqual(scores);
    expect(await inParts.readMetrics()).toEqual(metrics);
    expect(await inParts.readLayers()).toEqual(looks);
    expect(await turnsDuring(() => inParts.readArms())).toBeGreaterThanOrEqual(arms.length);
    expect(await inParts.readArms()).toEqual(numbers);
    expect(inParts.memory().tensors).toBe(tensors);
    atOnce.dispose();
    inParts.dispose();
  });

  it('while the landscape is measured, and a pause is heard there', async () => {
    const { record, run, states } = watchedRun(tinyConfig({ arms, steps: 4 }));
    slowMachine();
    run.probe('step-size');
    const pauseSoon = () => (states.includes('probing') ? run.pause() : setImmediate(pauseSoon));
    setImmediate(pauseSoon);
    expect(await run.train(0)).toBeNull();
    expect(record().stepSizes).toEqual([]);
    expect(await turnsDuring(() => run.train(0))).toBeGreaterThan(arms.length);
    expect(record().stepSizes.map(({ step }) => step)).toEqual([0]);
    await run.dispose();
  });
});
