import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { figuresOf } from '../../../../src/common/experiment/layer-snapshot.ts';
import { at, emptySeries, last, values } from '../../../../src/common/lib/series.ts';
import { binarised } from '../../../../src/training/data/binarise.ts';
import { type Dataset, imagesAt } from '../../../../src/training/data/dataset.ts';
import { transposed } from '../../../../src/training/data/transposed.ts';
import { startInNode } from '../../../checks/node-backends.ts';
import { columnsOf, tinyConfig, tinyData, trainTiny, watchedRun } from '../../../checks/train-tiny.ts';

beforeAll(() => startInNode('wasm'));

describe('a training run', () => {
  it('records every step, tests on schedule and at the end, and looks inside at each test', async () => {
    const { record, reason } = await trainTiny(tinyConfig({ steps: 25 }));
    expect(reason).toBe('steps');
    for (const { step, testStep } of record.arms) {
      expect(Array.from(values(step))).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
      expect(Array.from(values(testStep))).toEqual([0, 10, 20, 25]);
    }
    expect(record.snapshots.map(({ step }) => step)).toEqual(expect.arrayContaining([0, 10, 20, 25]));
    expect(record.snapshots[0]).toMatchObject({ layers: 2, images: 20, landmark: true });
    expect(record.snapshots[0]?.arms.map((layers) => layers?.units.length)).toEqual([
      2 * 12 * 15,
      2 * 12 * 15,
    ]);
  });

  it('learns', async () => {
    const { record } = await trainTiny(tinyConfig({ steps: 200 }));
    expect(record.arms.map(({ testAccuracy }) => last(testAccuracy) > 0.9)).toEqual([true, true]);
  });

  it('gives the same record when run again', async () => {
    const [one, other] = [await trainTiny(tinyConfig()), await trainTiny(tinyConfig())];
    expect(columnsOf(other.record)).toEqual(columnsOf(one.record));
  });

  it('gives another record with another seed', async () => {
    const [one, other] = [await trainTiny(tinyConfig()), await trainTiny(tinyConfig({ seed: 2 }))];
    expect(columnsOf(other.record)).not.toEqual(columnsOf(one.record));
  });

  it('goes on after a pause as if there had been none', async () => {
    const whole = await trainTiny(tinyConfig());
    const { run, record } = watchedRun(tinyConfig());
    for (let count = 0; count < 7; count++) expect(await run.train(1)).toBeNull();
    expect(run.position.step).toBe(7);
    expect(await run.train()).toBe('steps');
    await run.dispose();
    expect(columnsOf(record())).toEqual(columnsOf(whole.record));
  });

  it('makes one step and stands still when told to step while it trains', async () => {
    const { run } = watchedRun(tinyConfig({ steps: 100_000 }));
    const training = run.train();
    const step = run.train(1);
    expect(await training).toBeNull();
    const before = run.position.step;
    expect(await step).toBeNull();
    expect(run.position.step).toBe(before + 1);
    await run.dispose();
  });

  it('makes every step that was asked for, however fast they were asked for', async () => {
    const { run } = watchedRun(tinyConfig({ steps: 100_000 }));
    await Promise.all([run.train(1), run.train(1), run.train(1), run.train(1), run.train(1)]);
    expect(run.position.step).toBe(5);
    await run.dispose();
  });

  it('records only changes that change something', async () => {
    const { run, record } = watchedRun(tinyConfig());
    await run.train(5);
    run.change({ kind: 'bn', step: 0, arm: 1, on: true });
    run.change({ kind: 'bn', step: 0, arm: 1, on: false });
    run.change({ kind: 'rate', step: 0, arm: 0, rate: 0.1 });
    await run.train();
    await run.dispose();
    expect(record().changes).toEqual([]);
  });

  it('keeps what is asked for while a switch is being made', async () => {
    const { run, record } = watchedRun(tinyConfig());
    await run.train(5);
    run.change({ kind: 'bn', step: 0, arm: 1, on: true });
    const training = run.train();
    await Promise.resolve();
    run.change({ kind: 'rate', step: 0, arm: 0, rate: 0.7 });
    await training;
    await run.dispose();
    expect(record().changes.map(({ kind }) => kind)).toEqual(['bn', 'rate']);
  });

  it('tests where it ends, also when its end is moved behind it', async () => {
    const { run, record } = watchedRun(tinyConfig({ steps: 1000, evalEvery: 500 }));
    await run.train(15);
    run.setPlan({ steps: 10, target: 0, probeEvery: 0, ribbonsEvery: 0 });
    expect(await run.train()).toBe('steps');
    await run.dispose();
    expect(Array.from(values(record().arms[0]?.testStep ?? emptySeries))).toEqual([0, 15]);
  });

  it('looks once more into an arm that has diverged, and counts what is not finite', async () => {
    const wild = { bn: false, rate: 10 };
    const config = tinyConfig({ activation: 'linear', depth: 6, init: 'gaussian', initSigma: 1, steps: 60 });
    const { record } = await trainTiny({ ...config, arms: [{ bn: true, rate: 0.1 }, wild] });
    const seen = record.snapshots.map((snapshot) => figuresOf(snapshot, 1, 6, 'activation'));
    expect(seen.some((figures) => figures !== null && figures.nan + figures.infinite === figures.count)).toBe(
      true,
    );
    expect(record.snapshots.at(-1)?.arms[1]).toBeNull();
    expect(record.snapshots.filter(({ landmark }) => landmark)).toHaveLength(2);
  });

  it('lets its thread hear a pause between its steps', async () => {
    let isAsked = false;
    const config = tinyConfig({ steps: 3000, evalEvery: 3000 });
    const { run } = watchedRun(config, (running) => {
      if (isAsked || running.position.step === 0) return;
      isAsked = true;
      // As a message to the worker: it is heard only once the run gives way.
      setTimeout(() => running.pause());
    });
    expect(await run.train()).toBeNull();
    // The test at the end would hear it too.
    expect(run.position.step).toBeLessThan(config.steps);
    await run.dispose();
  });

  it('stops between the passes of a test when paused, and makes up for it', async () => {
    const whole = await trainTiny(tinyConfig());
    let pauses = 0;
    const { run, record, states } = watchedRun(tinyConfig(), (running) => {
      if (states.at(-1) === 'testing' && pauses++ < 3) running.pause();
    });
    while ((await run.train()) === null);
    await run.dispose();
    expect(pauses).toBeGreaterThanOrEqual(3);
    expect(columnsOf(record())).toEqual(columnsOf(whole.record));
  });

  it('makes an asked change at the next step, and a replay of its changes is the same run', async () => {
    const { run, record } = watchedRun(tinyConfig({ steps: 40 }));
    await run.train(15);
    run.change({ kind: 'rate', step: 0, arm: 0, rate: 0.3 });
    run.change({ kind: 'rate', step: 0, arm: 0, rate: 0.4 });
    run.change({ kind: 'bn', step: 0, arm: 1, on: true });
    await run.train(10);
    run.change({ kind: 'bn', step: 0, arm: 0, on: false });
    await run.train();
    await run.dispose();
    const live = record();
    expect(live.changes).toEqual([
      { kind: 'rate', step: 15, arm: 0, rate: 0.4 },
      { kind: 'bn', step: 15, arm: 1, on: true },
      { kind: 'bn', step: 25, arm: 0, on: false },
    ]);
    const replay = await trainTiny(tinyConfig({ steps: 40, changes: live.changes }));
    expect(replay.record.changes).toEqual(live.changes);
    expect(columnsOf(replay.record)).toEqual(columnsOf(live));
    const without = await trainTiny(tinyConfig({ steps: 40 }));
    expect(columnsOf(without.record)).not.toEqual(columnsOf(live));
  });

  it('stops a diverged arm alone, says at which step, and changes nothing for the other', async () => {
    const wild = { bn: false, rate: 10 };
    const calm = { bn: true, rate: 0.1 };
    const config = tinyConfig({ activation: 'linear', depth: 6, init: 'gaussian', initSigma: 1, steps: 60 });
    const { record, reason } = await trainTiny({ ...config, arms: [calm, wild] });
    const alone = await trainTiny({ ...config, arms: [calm] });
    const at = record.arms[1]?.divergedAt ?? Number.NaN;
    expect(reason).toBe('steps');
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(60);
    expect(last(record.arms[1]?.step ?? emptySeries)).toBe(at - 1);
    expect(record.arms[1] && Array.from(values(record.arms[1].trainLoss)).every(Number.isFinite)).toBe(true);
    expect(columnsOf(record)[0]).toEqual(columnsOf(alone.record)[0]);
    expect(record.snapshots.at(-1)?.arms[1]).toBeNull();
  });

  it('ends when no arm is left', async () => {
    const wild = { bn: false, rate: 10 };
    const config = tinyConfig({
      activation: 'linear',
      depth: 6,
      init: 'gaussian',
      initSigma: 1,
      steps: 1000,
    });
    const { reason, record } = await trainTiny({ ...config, arms: [wild, wild] });
    expect(reason).toBe('all-diverged');
    expect(record.step).toBeLessThan(100);
  });

  it('ends at its target, and goes on when the target is raised', async () => {
    const { run, record } = watchedRun(tinyConfig({ steps: 400, target: 60 }));
    expect(await run.train()).toBe('target');
    const step = run.position.step;
    expect(step).toBeLessThan(400);
    expect(record().arms.every(({ testAccuracy }) => last(testAccuracy) >= 0.6)).toBe(true);
    run.setPlan({ steps: step + 5, target: 0, probeEvery: 0, ribbonsEvery: 0 });
    expect(await run.train()).toBe('steps');
    expect(run.position.step).toBe(step + 5);
    await run.dispose();
  });

  it('ends at a target that is hit exactly', async () => {
    const { record: whole } = await trainTiny(tinyConfig());
    const reached = Math.min(...whole.arms.map(({ testAccuracy }) => at(testAccuracy, 1)));
    const { run } = watchedRun(tinyConfig({ target: 100 * reached }));
    expect([await run.train(), run.position.step]).toEqual(['target', 10]);
    await run.dispose();
  });

  it('scores the same whatever the order of the test set, by batch statistics too', async () => {
    const arms = [
      { bn: true, rate: 0.1, norm: { inference: 'batch' } },
      { bn: true, rate: 0.1, norm: { inference: 'both' } },
      { bn: false, rate: 0.1 },
    ] as const;
    const scoresOf = async (test: Dataset['test']) => {
      const { run, record } = watchedRun(tinyConfig({ arms, steps: 20 }), undefined, { ...tinyData, test });
      await run.train();
      await run.dispose();
      return columnsOf(record());
    };
    const places = Array.from(tinyData.test.labels, (_, place) => place);
    const label = (place: number) => tinyData.test.labels[place] as number;
    const sorted = places.toSorted((one, other) => label(one) - label(other));
    const asGiven = await scoresOf(tinyData.test);
    expect(asGiven[1]).not.toEqual(asGiven[0]);
    expect(await scoresOf(imagesAt(tinyData.test, sorted))).toEqual(asGiven);
    expect(await scoresOf(imagesAt(tinyData.test, places.toReversed()))).toEqual(asGiven);
  });

  it('sees images transposed where that is set', async () => {
    const asSet = await trainTiny(tinyConfig({ transpose: 'yes' }));
    const { run, record } = watchedRun(tinyConfig(), undefined, transposed(tinyData));
    await run.train();
    await run.dispose();
    expect(columnsOf(asSet.record)).toEqual(columnsOf(record()));
    expect(columnsOf(asSet.record)).not.toEqual(columnsOf((await trainTiny(tinyConfig())).record));
  });

  it('sees black and white where the pixels are binary, and leaves the data as they are', async () => {
    const before = tinyData.train.images.slice();
    const grey = await trainTiny(tinyConfig());
    const binary = await trainTiny(tinyConfig({ pixels: 'binary' }));
    expect(tinyData.train.images).toEqual(before);
    expect(columnsOf(binary.record)).not.toEqual(columnsOf(grey.record));
    const already = binarised(tinyData);
    const { run, record } = watchedRun(tinyConfig(), () => undefined, already);
    await run.train();
    await run.dispose();
    expect(columnsOf(record())).toEqual(columnsOf(binary.record));
  });

  it('tells a second curve, by batch statistics, of the arms that ask for one', async () => {
    const arms = [
      { bn: true, rate: 0.1, norm: { inference: 'both' as const } },
      { bn: true, rate: 0.1 },
    ];
    const { record } = await trainTiny(tinyConfig({ arms }));
    const [both, running] = record.arms;
    expect(both && Array.from(values(both.byBatchAccuracy)).every(Number.isFinite)).toBe(true);
    expect(both?.byBatchAccuracy.length).toBe(both?.testStep.length);
    expect(running && Array.from(values(running.byBatchAccuracy)).every(Number.isNaN)).toBe(true);
    expect(both && running && Array.from(values(both.testLoss))).toEqual(
      running && Array.from(values(running.testLoss)),
    );
    expect(both && at(both.byBatchLoss, 1)).not.toBe(both && at(both.testLoss, 1));
  });

  it('refuses a batch that is larger than its training set', () => {
    expect(() => watchedRun(tinyConfig({ batch: 601 }))).toThrow(/batch of 601 .* 600 examples/);
  });

  it('can be disposed of in the middle, and frees everything', async () => {
    const before = memory().numTensors;
    let trained = () => {};
    const hasTrained = new Promise<void>((resolve) => {
      trained = resolve;
    });
    const { run } = watchedRun(tinyConfig({ steps: 100_000 }), ({ position }) => {
      if (position.step >= 3) trained();
    });
    const training = run.train();
    await hasTrained;
    await run.dispose();
    expect(await training).toBeNull();
    expect(memory().numTensors).toBe(before);
  });
});
