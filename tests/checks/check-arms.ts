import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../src/common/experiment/config.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { createNetwork, type Network } from '../../src/training/engine/network.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { atDepth } from '../depth.ts';
import { withNetwork } from './check-case.ts';
import { expectClose, listsOf } from './compare.ts';
import { tinyBatch, tinySet, tinyShape, tinyTrainSet } from './tiny-problem.ts';

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
const SOME_KINDS: readonly ArmConfig[] = [
  { bn: true, rate: 0.1 },
  { bn: true, rate: 0.1, norm: { kind: 'noisy', parameters: 'activation' } },
  { bn: false, rate: 0.05 },
];
// Whole passes of a test take most of the time where the GPU is emulated.
const pass = atDepth({ testPass: 16 }, {});
const dense = tinyShape({ activation: 'tanh', depth: 2, ...pass });
const conv = tinyShape({
  activation: 'tanh',
  kind: 'conv',
  blocks: 2,
  channels: 3,
  widen: 'same',
  batch: 5,
  ...pass,
});
const pooling = { ...conv, reduce: 'pool', channels: 2 } as const;

/** Arms of all kinds side by side, and an arm carried over to another network, on one backend. */
export function checkArms(backend: BackendName, start: () => Promise<unknown>): void {
  // On WebGL an ensemble's programs have more in them than those of one arm, and a compiler may round in another order.
  const same = (actual: ReturnType<typeof listsOf>, expected: ReturnType<typeof listsOf>) =>
    backend === 'webgl' ? expectClose(actual, expected, 1e-4) : expect(actual).toEqual(expected);
  // Each is a network with programs of its own.
  const alone = (kinds: readonly number[]) => atDepth(kinds, [...ALL_KINDS.keys()]);
  const train = async (network: Network, { batch }: NetworkShape, from: number, to: number) => {
    for (let step = from; step < to; step++) network.step(tinyBatch(batch, step).places, false);
    return network.readMetrics();
  };

  describe(`arms on ${backend}`, () => {
    beforeAll(start);

    const ofAllKinds: readonly (readonly [string, NetworkShape, readonly number[]])[] = [
      ['dense', dense, alone([0, 3])],
      ...atDepth([], [['convolutional', conv, alone([])] as const]),
      ['pooled', { ...pooling, optimizer: 'adam', weightDecay: 0.01 }, alone([7])],
    ];
    it.each(ofAllKinds)('of all kinds train side by side as they train alone: %s', (_, shape, kinds) =>
      withNetwork(backend, shape, ALL_KINDS, async (network) => {
        await train(network, shape, 0, 4);
        const scores = await network.evaluate(tinySet(30, 5), async () => true);
        for (const index of kinds) {
          const own = ALL_KINDS[index] as ArmConfig;
          const [single, score] = await withNetwork(backend, shape, [own], async (other) => {
            await train(other, shape, 0, 4);
            const tested = await other.evaluate(tinySet(30, 5), async () => true);
            return [listsOf(await other.readArm(0)), tested?.loss[0]] as const;
          });
          same(listsOf(await network.readArm(index)), single);
          expect(scores?.loss[index], `test of arm ${index + 1}`).toBeCloseTo(score ?? Number.NaN, 4);
        }
      }),
    );

    const ofSeeds: readonly (readonly [string, NetworkShape])[] = [
      ['dense', dense],
      ['convolutional', { ...conv, blocks: atDepth(1, 2) }],
      ...atDepth([], [['pooled', pooling] as const]),
    ];
    it.each(ofSeeds)('of several seeds train on batches of their own as they train alone: %s', (_, shape) => {
      const pair = SOME_KINDS;
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
      ...atDepth(
        ['momentum', 'adam'] as const,
        ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam'] as const,
      ).map((optimizer) => {
        const schedule = { weightDecay: 0.01, warmup: 4, dropEvery: 5, dropFactor: 0.5 };
        return [`dense, ${optimizer}`, { ...dense, ...schedule, optimizer }] as const;
      }),
      ['convolutional, adam', { ...atDepth({ ...conv, blocks: 1 }, pooling), optimizer: 'adam' }],
    ];
    it.each(shapes)(
      'read and written into another network go on as if nothing had been: %s',
      async (_, shape) => {
        const arms = SOME_KINDS.map((arm) => ({ ...arm, rate: 0.02 }));
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
      const shape: NetworkShape = { ...pooling, optimizer: 'adam', weightDecay: 0.01 };
      // Other tests' oracles may hold some as well.
      const nothing = createNetwork(shape, ALL_KINDS, backend, tinyTrainSet);
      nothing.dispose();
      const before = nothing.memory();
      const held = await withNetwork(backend, shape, ALL_KINDS, async (network) => {
        const set = tinySet(12, 3);
        const steps = atDepth(2, 10);
        const round = async () => {
          for (let step = 0; step < steps; step++)
            network.step(tinyBatch(shape.batch, step).places, step === steps - 1);
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
        for (let count = 0; count < atDepth(1, 3); count++) await round();
        expect(network.memory()).toEqual(early);
        network.dispose();
        return network.memory();
      });
      expect(held).toEqual(before);
    });
  });
}
