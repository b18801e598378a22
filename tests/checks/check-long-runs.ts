import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../src/common/experiment/config.ts';
import { normOf } from '../../src/common/experiment/norm.ts';
import { PRESETS } from '../../src/common/experiment/presets.ts';
import { createBatchOrder } from '../../src/training/data/batches.ts';
import type { Dataset } from '../../src/training/data/dataset.ts';
import { generateDigits } from '../../src/training/data/generated/generate-digits.ts';
import { initialNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { createNetwork } from '../../src/training/engine/network.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { atDepth, depth } from '../depth.ts';
import { layersOracle } from './layers-oracle.ts';
import { meanOf } from './reference-net.ts';
import { batchAt } from './tiny-problem.ts';

const STEPS = atDepth(30, 300);
const LAST = 50;
const ARMS: readonly ArmConfig[] = [
  { bn: true, rate: 0.1 },
  { bn: false, rate: 0.1 },
];
const SMALL_CNN: NetworkShape = {
  ...PRESETS['deep-mlp'],
  kind: 'conv',
  blocks: 2,
  channels: atDepth(2, 4),
  activation: 'relu',
  init: 'he',
  batch: atDepth(6, 10),
};

/** Loss and accuracy of each step of each arm: `[arm][step]`. */
interface Curves {
  readonly loss: readonly number[][];
  readonly accuracy: readonly number[][];
}
const noCurves = (): Curves => ({ loss: ARMS.map(() => []), accuracy: ARMS.map(() => []) });

async function ofEngine(backend: BackendName, shape: NetworkShape, { train }: Dataset): Promise<Curves> {
  const network = createNetwork(shape, ARMS, backend, train);
  const batches = createBatchOrder(train.count, shape.batch, shape.seed);
  const curves = noCurves();
  for (let step = 1; step <= STEPS; step++) {
    network.step(batches.next(), false);
    if (step % 10 > 0) continue;
    const read = await network.readMetrics();
    for (const key of ['loss', 'accuracy'] as const)
      for (const [at, value] of read[key].entries()) curves[key][at % ARMS.length]?.push(value);
  }
  network.dispose();
  return curves;
}

/** The same by tf.layers on the backend in force, from the same weights and batches. */
async function ofLayers(shape: NetworkShape, { train }: Dataset): Promise<Curves> {
  const curves = noCurves();
  for (const [index, own] of ARMS.entries()) {
    const arm = { ...own, norm: normOf(own), shape };
    const oracle = layersOracle(initialNumbers(shape, arm.norm), arm);
    const batches = createBatchOrder(train.count, shape.batch, shape.seed);
    for (let step = 1; step <= STEPS; step++) {
      const [loss, accuracy] = await oracle.step(batchAt(train, batches.next()));
      curves.loss[index]?.push(loss);
      curves.accuracy[index]?.push(accuracy);
    }
    oracle.dispose();
  }
  return curves;
}

const widest = (one: readonly number[][], other: readonly number[][], steps = STEPS): number =>
  Math.max(
    ...one.flatMap((curve, arm) =>
      curve.slice(0, steps).map((value, step) => Math.abs(value - (other[arm]?.[step] ?? Number.NaN))),
    ),
  );
const endOf = (curves: readonly number[][], arm: number): number => meanOf(curves[arm]?.slice(-LAST) ?? []);

/**
 * Many steps of real nets stay with those that tf.layers makes of the same weights and batches: 30, and in full 300, after
 * which it tells what the nets have learned.
 *
 * @param startOracle puts in force the backend that tf.layers is to run on
 */
export function checkLongRuns(
  backend: BackendName,
  start: () => Promise<unknown>,
  net: 'deep-mlp' | 'cnn',
  startOracle: () => Promise<unknown>,
): void {
  describe(`${STEPS} steps on ${backend}`, () => {
    let data: Dataset;
    const shape = net === 'cnn' ? SMALL_CNN : { ...PRESETS['deep-mlp'], batch: atDepth(20, 100) };
    beforeAll(async () => {
      data = await generateDigits({ seed: 1, trainCount: atDepth(300, 4000), testCount: 10 });
    });
    const both = async () => {
      await start();
      const own = await ofEngine(backend, shape, data);
      await startOracle();
      return { own, expected: await ofLayers(shape, data) };
    };

    if (net === 'deep-mlp') {
      it('of the deep sigmoid net have every loss within 0.001 of tf.layers', async () => {
        const { expected, own } = await both();
        expect(own.loss.map(({ length }) => length)).toEqual([STEPS, STEPS]);
        expect(widest(own.loss, expected.loss)).toBeLessThan(1e-3);
        if (depth === 'short') return;
        expect(endOf(own.accuracy, 0)).toBeGreaterThan(0.8);
        expect(endOf(own.accuracy, 1)).toBeLessThan(0.2);
      });
    } else {
      // A sum that is rounded otherwise can put an activation on the other side of ReLU's kink: the runs part, slowly.
      it('of a small CNN stay with tf.layers', async () => {
        const { expected, own } = await both();
        expect(own.loss.map(({ length }) => length)).toEqual([STEPS, STEPS]);
        expect(widest(own.loss, expected.loss, 20)).toBeLessThan(1e-3);
        if (depth === 'short') return;
        for (const arm of ARMS.keys()) {
          expect(Math.abs(endOf(own.loss, arm) - endOf(expected.loss, arm))).toBeLessThan(0.02);
          expect(Math.abs(endOf(own.accuracy, arm) - endOf(expected.accuracy, arm))).toBeLessThan(0.01);
          expect(endOf(own.accuracy, arm)).toBeGreaterThan(0.7);
        }
      });
    }
  });
}
