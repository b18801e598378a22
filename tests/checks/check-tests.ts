import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../src/common/experiment/config.ts';
import { normOf } from '../../src/common/experiment/norm.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import type { Network } from '../../src/training/engine/network.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import type { LabelledImages } from '../../src/training/engine/operations.ts';
import { TEST_CHUNK, testChunk } from '../../src/training/engine/test-chunk.ts';
import { atDepth, depth } from '../depth.ts';
import { withNetwork } from './check-case.ts';
import { meanOf, referenceForward, referenceNet } from './reference-net.ts';
import { tinyBatch, tinySet, tinyShape } from './tiny-problem.ts';

const goOn = async () => true;
/** Images of a test that does not fill its last pass. */
const count = atDepth(28, 70);
const PASS = 12;
const pass = atDepth({ testPass: PASS }, {});
const dense = tinyShape({ activation: 'tanh', depth: 2, ...pass });
const conv = tinyShape({ activation: 'tanh', kind: 'conv', blocks: 2, channels: 2, batch: 6, ...pass });
const pooling = { ...conv, reduce: 'pool', channels: 1 } as const;

/** The images of a pass from `first` on, filled up with others of the set, from its start on. */
function imagesOfPass(
  { count, images, labels }: LabelledImages,
  first: number,
  rows: number,
): LabelledImages {
  const places = Array.from({ length: rows }, (_, row) => (first + row) % count);
  const pixels = images.length / count;
  const filled = new Uint8Array(rows * pixels);
  for (const [row, place] of places.entries())
    filled.set(images.subarray(place * pixels, (place + 1) * pixels), row * pixels);
  return { count: rows, images: filled, labels: Uint8Array.from(places, (place) => labels[place] as number) };
}

/** Loss and accuracy of an arm on a set, by the plain formulas. */
async function expected(
  network: Network,
  shape: NetworkShape,
  arms: readonly ArmConfig[],
  index: number,
  set: LabelledImages,
  by: 'running' | 'batch',
) {
  const { bn, norm = {}, rate } = arms[index] as ArmConfig;
  const net = referenceNet(await network.readArm(index));
  const arm = { shape, bn, norm: normOf({ norm }), rate };
  const rows = by === 'batch' ? testChunk(shape) : set.count;
  const [losses, right]: [number[], number[]] = [[], []];
  for (let first = 0; first < set.count; first += rows) {
    const { images, labels } = imagesOfPass(set, first, rows);
    const own = referenceForward(
      net,
      Float64Array.from(images, (byte) => byte / 255),
      labels,
      arm,
      by,
    );
    losses.push(...own.losses.slice(0, set.count - first));
    right.push(...own.right.slice(0, set.count - first));
  }
  return { loss: meanOf(losses), accuracy: meanOf(right) };
}

const trainedFor = async (network: Network, { batch }: NetworkShape, steps: number) => {
  for (let step = 0; step < steps; step++) network.step(tinyBatch(batch, step).places, false);
  await network.readMetrics();
};

/** Tests by running and by batch statistics on one backend, held to the plain formulas. */
export function checkTests(backend: BackendName, start: () => Promise<unknown>): void {
  describe(`a test on ${backend}`, () => {
    beforeAll(start);

    const byRunning: readonly ArmConfig[] = [
      { bn: true, rate: 0.5 },
      { bn: false, rate: 0.2 },
      { bn: true, rate: 0.2, norm: { kind: 'layer' } },
      { bn: true, rate: 0.2, norm: { kind: 'noisy' } },
      { bn: true, rate: 0.2, norm: { centre: false, epsilon: 0.01 } },
      { bn: true, rate: 0.2, norm: { scale: false, place: 'after' } },
      { bn: true, rate: 0.2, norm: { where: 'last', affine: false } },
    ];
    const withActivations: readonly ArmConfig[] = [
      ...byRunning,
      { bn: true, rate: 0.2, norm: { parameters: 'activation', place: 'after' } },
    ];
    const byBatch: readonly ArmConfig[] = [
      { bn: true, rate: 0.2, norm: { inference: 'batch' } },
      { bn: true, rate: 0.2, norm: { inference: 'batch', place: 'after', epsilon: 0.01 } },
      { bn: true, rate: 0.2, norm: { inference: 'both' } },
    ];
    const nets: readonly (readonly [string, NetworkShape, readonly ArmConfig[]])[] = [
      ['a dense net', dense, byRunning],
      ...atDepth([], [['convolutions', conv, withActivations] as const]),
      ['pooled convolutions', pooling, withActivations],
    ];
    const wholePasses = atDepth([2 * PASS], [TEST_CHUNK]);

    it.each(nets)('of %s is by the statistics that each arm says', (_, shape, running) => {
      const arms = [...running, ...byBatch];
      return withNetwork(backend, shape, arms, async (network) => {
        await trainedFor(network, shape, atDepth(5, 15));
        for (const images of [count, ...(shape === pooling && depth === 'full' ? [] : wholePasses)]) {
          const set = tinySet(images, 99);
          const scores = await network.evaluate(set, goOn);
          for (const [index, { norm }] of arms.entries()) {
            const what = `arm ${index + 1}, ${images} images`;
            const by = norm?.inference === 'batch' ? 'batch' : 'running';
            const { accuracy, loss } = await expected(network, shape, arms, index, set, by);
            expect(scores?.loss[index], what).toBeCloseTo(loss, 4);
            expect(scores?.accuracy[index], what).toBeCloseTo(accuracy, by === 'batch' ? 2 : 5);
            const second = [scores?.byBatch?.loss[index], scores?.byBatch?.accuracy[index]];
            if (norm?.inference === 'both') {
              const both = await expected(network, shape, arms, index, set, 'batch');
              expect(second[0], what).toBeCloseTo(both.loss, 4);
              expect(second[1], what).toBeCloseTo(both.accuracy, 2);
            } else expect(second, what).toEqual([Number.NaN, Number.NaN]);
          }
        }
      });
    });

    it('has no second curve where no arm asks for one', () =>
      withNetwork(backend, dense, byRunning, async (network) => {
        expect((await network.evaluate(tinySet(count, 99), goOn))?.byBatch).toBeNull();
      }));

    /** Scores of one arm on a few more images than a pass has. */
    const crossesPass = (shape: NetworkShape, pass: number, digits: readonly [number, number]) => {
      const arms: readonly ArmConfig[] = [{ bn: true, rate: 0.2, norm: { inference: 'both' } }];
      return withNetwork(backend, shape, arms, async (network) => {
        await trainedFor(network, shape, 4);
        const set = tinySet(pass + 9, 98);
        const scores = await network.evaluate(set, goOn);
        const running = await expected(network, shape, arms, 0, set, 'running');
        const batch = await expected(network, shape, arms, 0, set, 'batch');
        expect(scores?.loss[0]).toBeCloseTo(running.loss, 4);
        expect(scores?.accuracy[0]).toBeCloseTo(running.accuracy, digits[0]);
        expect(scores?.byBatch?.loss[0]).toBeCloseTo(batch.loss, 4);
        expect(scores?.byBatch?.accuracy[0]).toBeCloseTo(batch.accuracy, digits[1]);
      });
    };

    it('of more images than there are in one pass is of all of them', () =>
      crossesPass(tinyShape({ activation: 'tanh', depth: 1, width: 3 }), TEST_CHUNK, [3, 2]));

    if (depth === 'full') {
      it('of a large convolution takes passes of fewer images', () => {
        const shape = tinyShape({ kind: 'conv', blocks: 1, channels: 64, reduce: 'pool', batch: 2 });
        expect(testChunk(shape)).toBeLessThan(100);
        return crossesPass(shape, testChunk(shape), [5, 5]);
      });
    }

    it.each([['dense', dense] as const, ...atDepth([], [['convolutional', conv] as const])])(
      'by running statistics comes to that by the batch when a %s net stands on one batch',
      (_, own) => {
        const arms = [
          { bn: true, rate: 1e-6, norm: { inference: 'both', momentum: atDepth(0.5, 0.1) } },
        ] as const;
        const shape = { ...own, batch: 100, ...atDepth({ testPass: 100 }, {}) };
        return withNetwork(backend, shape, arms, async (network) => {
          const set = tinySet(500, 3);
          const places = Uint32Array.from({ length: 100 }, (_unused, index) => index);
          for (let step = 0; step < atDepth(12, 120); step++) network.step(places, false);
          await network.readMetrics();
          const first = { count: 100, images: set.images.slice(0, 78_400), labels: set.labels.slice(0, 100) };
          const scores = await network.evaluate(first, goOn);
          // The running variance is m / (m - 1) times that of the batch.
          const [running = Number.NaN, batch = Number.NaN] = [scores?.loss[0], scores?.byBatch?.loss[0]];
          expect(Math.abs(running - batch) / batch).toBeLessThan(0.01);
          expect(scores?.accuracy[0]).toBeCloseTo(scores?.byBatch?.accuracy[0] ?? Number.NaN, 1);
        });
      },
    );
  });
}
