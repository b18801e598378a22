import { beforeAll, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../src/common/experiment/checkpoint.ts';
import type { ArmConfig, ExperimentConfig } from '../../src/common/experiment/config.ts';
import { rewind } from '../../src/common/experiment/rewind.ts';
import type { RunRecord } from '../../src/common/experiment/run-record.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { atDepth } from '../depth.ts';
import { expectClose } from './compare-curves.ts';
import { columnsOf, tinyConfig, tinyData, watchedRun } from './train-tiny.ts';

const STEPS = atDepth(24, 34);
const MIXED: readonly ArmConfig[] = [
  { bn: true, rate: 0.1 },
  { bn: false, rate: 0.1 },
  { bn: true, rate: 0.2, norm: { kind: 'noisy' } },
  { bn: true, rate: 0.1, norm: { kind: 'layer' } },
];
const BOTH_TESTS: readonly ArmConfig[] = [
  { bn: true, rate: 0.1, norm: { inference: 'both' } },
  { bn: false, rate: 0.05 },
];

const CASES: readonly (readonly [string, Partial<ExperimentConfig>])[] = [
  ['plain descent', {}],
  ['Adam, all kinds of arm', { optimizer: 'adam', arms: MIXED, weightDecay: 0.01 }],
  [
    'momentum on a schedule, tested in two ways',
    { optimizer: 'momentum', warmup: 20, dropEvery: 25, arms: BOTH_TESTS },
  ],
  [
    'changes on the way',
    {
      optimizer: 'nesterov',
      changes: [
        { kind: 'rate', step: 9, arm: 0, rate: 0.02 },
        { kind: 'bn', step: 21, arm: 1, on: true },
        { kind: 'bn', step: 23, arm: 0, on: false },
      ],
    },
  ],
  [
    'normalization switched under Adam',
    {
      optimizer: 'adam',
      arms: [
        { bn: true, rate: 0.01 },
        { bn: false, rate: 0.01 },
      ],
      changes: [
        { kind: 'bn', step: 5, arm: 1, on: true },
        { kind: 'bn', step: 7, arm: 0, on: false },
      ],
    },
  ],
  [
    'an arm that breaks down',
    {
      activation: 'relu',
      arms: [
        { bn: true, rate: 0.1 },
        { bn: false, rate: 1e30 },
      ],
    },
  ],
  ['measured on the way', { probeEvery: 10, ribbonsEvery: 15, depth: 1 }],
  [
    'a convolution',
    {
      kind: 'conv',
      blocks: 2,
      channels: 3,
      widen: 'same',
      reduce: 'pool',
      batch: 8,
      steps: 13,
      evalEvery: atDepth(13, 10),
    },
  ],
];

/** Trains to the end, and sees to it that a checkpoint is made at every step where one can be. */
async function trainWhole(config: ExperimentConfig, backend: BackendName) {
  const { run, checkpoints, record } = watchedRun(
    config,
    (one) => {
      one.noteKept(0);
      one.save();
    },
    tinyData,
    backend,
  );
  expect(await run.train()).not.toBeNull();
  await run.dispose();
  return { record: record(), checkpoints };
}

/** Goes on from a checkpoint, with all that was known at the end of the run that made it. */
async function goOn(config: ExperimentConfig, backend: BackendName, whole: RunRecord, made: Checkpoint) {
  // As it comes out of a store.
  const rewound = rewind(whole, structuredClone(made));
  const { run, record } = watchedRun(config, undefined, tinyData, backend, rewound.record);
  run.restore(rewound.checkpoint);
  const reason = await run.train();
  await run.dispose();
  return { record: record(), reason };
}

/**
 * Checks on one backend that a run resumed from a checkpoint equals the run that never stopped.
 *
 * @param tolerance of losses and scores
 * @param every in full, a run is resumed from one step in `every`
 */
export function checkCheckpoint(
  backend: BackendName,
  start: () => Promise<unknown>,
  tolerance: number,
  every = 4,
): void {
  describe(`a checkpoint on ${backend}`, () => {
    beforeAll(start);

    it.each(CASES)('is gone on from as if nothing had been: %s', async (_, patch) => {
      const config = tinyConfig({ steps: STEPS, evalEvery: atDepth(20, 10), backend, ...patch });
      const { checkpoints, record } = await trainWhole(config, backend);
      const made = new Map(checkpoints.map((checkpoint) => [checkpoint.step, checkpoint]));
      // Training goes on while a checkpoint is made, on a busy machine by several steps.
      const steps = [...made.keys()].sort((one, other) => one - other);
      expect(steps.at(-1)).toBe(config.steps);
      // Among them: before and after a change, beside a test, and at the end.
      const wanted = [9, 20, 23, config.steps].map((step) => steps.find((one) => one >= step));
      const chosen = steps.filter((one) =>
        atDepth(wanted.includes(one), one % every === 1 || wanted.includes(one) || one === 21),
      );
      for (const step of chosen) {
        const again = await goOn(config, backend, record, made.get(step) as Checkpoint);
        expect(again.record.step, `from step ${step}`).toBe(record.step);
        expectClose(columnsOf(again.record), columnsOf(record), tolerance);
        expect(again.record.changes).toEqual(record.changes);
        expect(again.record.stepSizes.map((probe) => probe.step)).toEqual(
          record.stepSizes.map((probe) => probe.step),
        );
        expect(again.record.ribbons.map((ribbon) => ribbon.step)).toEqual(
          record.ribbons.map((ribbon) => ribbon.step),
        );
      }
    });
  });
}
