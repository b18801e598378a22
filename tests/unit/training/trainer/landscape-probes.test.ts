import { beforeAll, describe, expect, it } from 'vitest';
import { effectiveSmoothness, PROBED_SIZES } from '../../../../src/common/experiment/landscape.ts';
import type { RunRecord } from '../../../../src/common/experiment/run-record.ts';
import { values } from '../../../../src/common/lib/series.ts';
import { startInNode } from '../../../checks/node-backends.ts';
import { tinyConfig, trainTiny, watchedRun } from '../../../checks/train-tiny.ts';

beforeAll(() => startInNode('wasm'));

const losses = ({ arms }: RunRecord) => arms.map(({ trainLoss }) => Array.from(values(trainLoss)));

describe('the landscape of a run', () => {
  it('is measured every so many steps, and the run is the same as without', async () => {
    const without = await trainTiny(tinyConfig());
    const { record } = await trainTiny(tinyConfig({ probeEvery: 10, ribbonsEvery: 15 }));
    expect(record.stepSizes.map(({ step }) => step)).toEqual([0, 10, 20, 30]);
    expect(record.ribbons.map(({ step }) => step)).toEqual([0, 15, 30]);
    expect(losses(record)).toEqual(losses(without.record));
  });

  it('starts from the loss of the very next step', async () => {
    const { record } = await trainTiny(tinyConfig({ probeEvery: 10, ribbonsEvery: 10 }));
    const [, trained] = losses(record);
    for (const { loss, losses: there, rate, step } of record.stepSizes.slice(0, 3)) {
      expect(loss[1]).toBeCloseTo(trained?.[step] ?? Number.NaN, 6);
      expect(rate).toEqual([0.1, 0.1]);
      expect(there.map(({ length }) => length)).toEqual([PROBED_SIZES.length, PROBED_SIZES.length]);
      // The smallest step changes next to nothing.
      expect((there[1]?.[0] ?? 0) / (loss[1] ?? 0)).toBeCloseTo(1, 3);
    }
    for (const ribbon of record.ribbons) {
      expect(effectiveSmoothness(ribbon, 0)).toBeGreaterThan(0);
      expect(ribbon.losses[0]).toHaveLength(ribbon.multiples.length);
    }
  });

  it('is measured when asked for, while the run is paused and after its end', async () => {
    const { record, run, states } = watchedRun(tinyConfig({ steps: 12 }));
    await run.train(5);
    run.probe('step-size');
    expect(await run.train(0)).toBeNull();
    expect(run.position.step).toBe(5);
    expect(states).toContain('probing');
    await run.train();
    run.probe('ribbons');
    expect(await run.train(0)).toBe('steps');
    await run.dispose();
    expect(record().stepSizes.map(({ step }) => step)).toEqual([5]);
    expect(record().ribbons.map(({ step }) => step)).toEqual([12]);
  });

  it('follows a plan that is changed on the way', async () => {
    const { record, run } = watchedRun(tinyConfig());
    await run.train(5);
    run.setPlan({ steps: 30, target: 0, probeEvery: 8, ribbonsEvery: 0 });
    await run.train();
    await run.dispose();
    expect(record().stepSizes.map(({ step }) => step)).toEqual([8, 16, 24]);
  });

  it('leaves out the steps at which a worker was lost', async () => {
    const { record, run } = watchedRun(
      tinyConfig({ probeEvery: 10 }),
      undefined,
      undefined,
      undefined,
      undefined,
      {
        skipProbesAt: [0, 20],
      },
    );
    await run.train();
    await run.dispose();
    expect(record().stepSizes.map(({ step }) => step)).toEqual([10, 30]);
  });

  it('leaves out an arm that has broken down', async () => {
    const wild = { bn: false, rate: 10 };
    const base = tinyConfig({ activation: 'linear', depth: 6, init: 'gaussian', initSigma: 1, steps: 40 });
    const config = { ...base, probeEvery: 40, arms: [wild, { bn: true, rate: 0.1 }] };
    const { record } = await trainTiny(config);
    expect(record.arms[0]?.divergedAt).not.toBeNull();
    const [, last] = record.stepSizes;
    expect(last?.losses[0]).toEqual([]);
    expect(last?.loss[0]).toBeNaN();
    expect(last?.loss[1]).toBeGreaterThan(0);
  });

  it('goes by the rate that the schedule says', async () => {
    const { record } = await trainTiny(tinyConfig({ ribbonsEvery: 10, warmup: 20, steps: 20 }));
    expect(record.ribbons.map(({ rate }) => Number(rate[0]?.toFixed(4)))).toEqual([0.005, 0.055, 0.1]);
  });
});
