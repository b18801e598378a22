import { beforeAll, expect, it } from 'vitest';
import type { ExperimentConfig } from '../../../../src/common/experiment/config.ts';
import { readRun } from '../../../../src/page/persist/read-stored.ts';
import { curvesOf } from '../../../../src/page/persist/store-curves.ts';
import { startInNode } from '../../../checks/node-backends.ts';
import { columnsOf, tinyConfig, watchedRun } from '../../../checks/train-tiny.ts';
import { expectSame } from '../../../fixtures/expect-same.ts';

beforeAll(() => startInNode('wasm'));

const CASES: readonly (readonly [string, Partial<ExperimentConfig>])[] = [
  ['dense', { probeEvery: 10, ribbonsEvery: 15 }],
  ['convolutional, with pooling', { kind: 'conv', blocks: 2, channels: 3, reduce: 'pool', steps: 12 }],
  [
    'with an arm that breaks down',
    {
      activation: 'linear',
      init: 'gaussian',
      initSigma: 1,
      arms: [
        { bn: true, rate: 0.1 },
        { bn: false, rate: 10 },
      ],
    },
  ],
  ['of few units', { width: 1, depth: 3 }],
];

it.each(CASES)('a real run is stored and read back whole: %s', async (name, patch) => {
  const config = tinyConfig(patch);
  const { checkpoints, record: take, run } = watchedRun(config);
  await run.train();
  await run.dispose();
  const record = take();
  const checkpoint = checkpoints.at(-1);
  if (name.includes('breaks down')) expect(record.arms[1]?.divergedAt).not.toBeNull();
  const stored = structuredClone({
    curves: curvesOf('a', record),
    weights: checkpoint && { key: 'a', checkpoint },
    looks: record.snapshots.map((snapshot) => ({ key: 'a', step: snapshot.step, snapshot })),
  });
  const read = readRun(config, stored);
  expect(read.damage).toBeNull();
  expectSame(read.checkpoint, checkpoint);
  expectSame(read.record?.snapshots, record.snapshots);
  expect(read.record?.stepSizes).toEqual(record.stepSizes);
  expect(read.record?.ribbons).toEqual(record.ribbons);
  expectSame(read.record && columnsOf(read.record), columnsOf(record));
});
