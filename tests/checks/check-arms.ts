import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../src/common/experiment/config.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import type { Network } from '../../src/training/engine/network.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { withNetwork } from './check-case.ts';
import { expectClose, listsOf } from './compare.ts';
import { tinyBatch, tinySet, tinyShape } from './tiny-problem.ts';

const ALL_KINDS: readonly ArmConfig[] = [
  { bn: true, rate: 0.1 },
  { bn: false, rate: 0.05 },
  { bn: true, rate: 0.1, norm: { kind: 'layer' } },
  { bn: true, rate: 0.1, norm: { kind: 'noisy', momentum: 0.3 } },
  { bn: true, rate: 0.1, norm: { centre: false, inference: 'batch' } },
  { bn: true, rate: 0.1, norm: { scale: false, place: 'after' } },
  { bn: true, rate: 0.1, norm: { affine: false, where: 'last', epsilon: 0.01 } },
  { bn: true, rate: 0.1, norm: { parameters: 'activation', through: false, inference: 'both' } },
];
const dense = tinyShape({ activation: 'tanh', depth: 2 });
const conv = tinyShape({ activation: 'tanh', kind: 'conv', blocks: 2, channels: 3, widen: 'same', batch: 5 });
const pooling = { ...conv, reduce: 'pool', channels: 2 } as const;

/** Arms of all kinds side by side, and an arm carried over to another network, on one backend. */
export function checkArms(backend: BackendName, start: () => Promise<unknown>): void {
  // On WebGL an ensemble's programs have more in them than those of one arm, and a compiler may round in another order.
  const same = (actual: ReturnType<typeof listsOf>, expected: ReturnType<typeof listsOf>) =>
    backend === 'webgl' ? expectClose(actual, expected, 1e-4) : expect(actual).toEqual(expected);
  const train = async (network: Network, { batch }: NetworkShape, from: number, to: number) => {
    for (let step = from; step < to; step++) network.step(tinyBatch(batch, step).places, false);
    return network.readMetrics();
  };

  describe(`arms on ${backend}`, () => {
    beforeAll(start);

    it.each([
      ['dense', dense],
      ['convolutional', conv],
      ['pooled', { ...pooling, optimizer: 'adam', weightDecay: 0.01 }],
    ] as const)('of all kinds train side by side as they train alone: %s', (_, shape) =>
      withNetwork(backend, shape, ALL_KINDS, async (network) => {
        await train(network, shape, 0, 4);
        const scores = await network.evaluate(tinySet(30, 5), async () => true);
        for (const [index, own] of ALL_KINDS.entries()) {
          const [alone, score] = await withNetwork(backend, shape, [own], async (single) => {
            await train(single, shape, 0, 4);
            const tested = await single.evaluate(tinySet(30, 5), async () => true);
            return [listsOf(await single.readArm(0)), tested?.loss[0]] as const;
          });
          same(listsOf(await network.readArm(index)), alone);
          expect(scores?.loss[index], `test of arm ${index + 1}`).toBeCloseTo(score ?? Number.NaN, 4);
        }
      }),
    );

    it.each([
      ['dense', dense],
      ['convolutional', conv],
      ['pooled', pooling],
    ] as const)('of several seeds train on batches of their own as they train alone: %s', (_, shape) => {
      const pair = [ALL_KINDS[0], ALL_KINDS[3], ALL_KINDS[1]].flatMap((arm) => arm ?? []);
      const seeds = [7, 100_003, 8];
      const placesOf = (seed: number, step: number) => tinyBatch(shape.batch, step + (seed % 5)).places;
      const side = async (network: Network) => {
        for (let step = 0; step < 3; step++)
          network.step(Uint32Array.from(seeds.flatMap((seed) => [...placesOf(seed, step)])), false);
        const { loss } = await network.readMetrics();
        const scores = await network.evaluate(tinySet(30, 5), async () => true);
        return { loss, scores, numbers: await network.readArms() };
      };
      const all = seeds.flatMap(() => pair);
      return withNetwork(
        backend,
        shape,
        all,
        async (network) => {
          const together = await side(network);
          for (const [group, seed] of seeds.entries()) {
            await withNetwork(backend, { ...shape, seed }, pair, async (alone) => {
              for (let step = 0; step < 3; step++) alone.step(placesOf(seed, step), false);
              const { loss } = await alone.readMetrics();
              const scores = await alone.evaluate(tinySet(30, 5), async () => true);
              for (const [index, numbers] of (await alone.readArms()).entries()) {
                const member = group * pair.length + index;
                same(listsOf(together.numbers[member] ?? numbers), listsOf(numbers));
                const last = (all.length * 2 + member) as number;
                expect(together.loss[last]).toBeCloseTo(loss[pair.length * 2 + index] ?? Number.NaN, 4);
                expect(together.scores?.loss[member]).toBeCloseTo(scores?.loss[index] ?? Number.NaN, 4);
              }
            });
          }
        },
        seeds,
      );
    });

    const shapes: readonly (readonly [string, NetworkShape])[] = [
      ...(['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam'] as const).map((optimizer) => {
        const schedule = { weightDecay: 0.01, warmup: 4, dropEvery: 5, dropFactor: 0.5 };
        return [`dense, ${optimizer}`, { ...dense, ...schedule, optimizer }] as const;
      }),
      ['convolutional, adam', { ...pooling, optimizer: 'adam' }],
    ];
    it.each(shapes)(
      'read and written into another network go on as if nothing had been: %s',
      async (_, shape) => {
        const arms: readonly ArmConfig[] = [
          { bn: true, rate: 0.02 },
          { bn: true, rate: 0.02, norm: { kind: 'noisy', parameters: 'activation' } },
          { bn: false, rate: 0.02 },
        ];
        const [checkpoint, straight] = await withNetwork(backend, shape, arms, async (network) => {
          await train(network, shape, 0, 3);
          const taken = await Promise.all(arms.map((_own, index) => network.readArm(index)));
          await train(network, shape, 3, 6);
          return [taken, await Promise.all(arms.map((_own, index) => network.readArm(index)))] as const;
        });
        await withNetwork(backend, shape, arms, async (network) => {
          await train(network, shape, 10, 11);
          for (const [index, numbers] of checkpoint.entries()) network.writeArm(index, numbers);
          await train(network, shape, 3, 6);
          for (const index of arms.keys()) {
            const own = await network.readArm(index);
            expect(own.updates).toBe(6);
            expect(listsOf(own)).toEqual(listsOf(straight[index] ?? own));
          }
        });
      },
    );

    it('of convolutions with Adam keep tensors and bytes flat over tests, looks and changes', async () => {
      const shape = tinyShape({ ...pooling, optimizer: 'adam', batch: 4 });
      const held = await withNetwork(backend, shape, ALL_KINDS, async (network) => {
        const set = tinySet(12, 3);
        const round = async () => {
          for (let step = 0; step < 10; step++) network.step(tinyBatch(4, step).places, step === 9);
          await network.readMetrics();
          await network.readLayers();
          await network.evaluate(set, async () => true);
          await network.setBatchNorm(0, false);
          await network.setBatchNorm(0, true);
          network.writeArm(3, await network.readArm(3));
          return network.memory();
        };
        await round();
        const early = await round();
        for (let count = 0; count < 3; count++) await round();
        expect(network.memory()).toEqual(early);
        network.dispose();
        return network.memory();
      });
      expect(held).toEqual({ tensors: 0, bytes: 0 });
    });
  });
}
