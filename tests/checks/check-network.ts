import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../src/common/experiment/config.ts';
import { normOf } from '../../src/common/experiment/norm.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { createNetwork, type Network } from '../../src/training/engine/network.ts';
import { atDepth } from '../depth.ts';
import { withNetwork } from './check-case.ts';
import { expectClose, listsOf } from './compare.ts';
import { type ReferenceArm, referenceForward, referenceNet } from './reference-net.ts';
import { tinyBatch, tinySet, tinyShape, tinyTrainSet } from './tiny-problem.ts';

const goOn = async () => true;
const pass = atDepth({ testPass: 30 }, {});

/** What holds of a network as a whole on one backend. */
export function checkNetwork(backend: BackendName, start: () => Promise<unknown>): void {
  const withTiny = <T>(arms: readonly ArmConfig[], use: (network: Network) => Promise<T>) =>
    withNetwork(backend, tinyShape({ activation: 'tanh', ...pass }), arms, use);
  const trained = async (arms: readonly ArmConfig[], arm: number, steps = 10) => {
    let lists = {};
    await withTiny(arms, async (network) => {
      for (let step = 0; step < steps; step++) network.step(tinyBatch(11, step).places, false);
      await network.readMetrics();
      lists = listsOf(await network.readArm(arm));
    });
    return lists;
  };
  const A = { bn: true, rate: 0.5 };
  const B = { bn: false, rate: 0.2 };

  describe(`a network on ${backend}`, () => {
    beforeAll(start);

    it('gives every arm the same first weights', () =>
      withTiny([A, B, A], async (network) => {
        const first = listsOf(await network.readArm(0));
        expect(listsOf(await network.readArm(1))).toEqual(first);
        expect(listsOf(await network.readArm(2))).toEqual(first);
      }));

    it('trains arms side by side exactly as it trains them alone', async () => {
      expect(await trained([A, B], 0)).toEqual(await trained([A], 0));
      expect(await trained([A, B], 1)).toEqual(await trained([B], 0));
    });

    it('is not changed by being made ready', () =>
      withTiny([A, B], async (network) => {
        await network.prepare();
        const held = network.memory();
        const before = listsOf(await network.readArm(0));
        await network.prepare();
        expect(network.memory()).toEqual(held);
        expect(listsOf(await network.readArm(0))).toEqual(before);
        for (let step = 0; step < 10; step++) network.step(tinyBatch(11, step).places, false);
        await network.readMetrics();
        expect(listsOf(await network.readArm(1))).toEqual(await trained([A, B], 1));
      }));

    it('gives the same numbers, bit for bit, when run again', async () => {
      expect(await trained([A, B], 0)).toEqual(await trained([A, B], 0));
    });

    it('leaves a frozen arm as it is, says NaN for it, and trains the other on', () =>
      withTiny([A, B], async (network) => {
        network.step(tinyBatch(11, 0).places, false);
        const before = listsOf(await network.readArm(0));
        const other = listsOf(await network.readArm(1));
        network.freeze(0);
        network.step(tinyBatch(11, 1).places, false);
        const { loss } = await network.readMetrics();
        expect(loss[2]).toBeNaN();
        expect(loss[3]).toBeGreaterThan(0);
        expect(listsOf(await network.readArm(0))).toEqual(before);
        expect(listsOf(await network.readArm(1))).not.toEqual(other);
        expect((await network.evaluate(tinySet(30, 1), goOn))?.accuracy[0]).toBeNaN();
      }));

    it('gives up a test when told so, and keeps nothing of it', () =>
      withTiny([A, B], async (network) => {
        await network.evaluate(tinySet(30, 1), async () => false);
        const before = network.memory();
        expect(await network.evaluate(tinySet(30, 1), async () => false)).toBeNull();
        expect(network.memory()).toEqual(before);
      }));

    it('keeps its function when batch normalization is folded away, and can be trained on', () =>
      withTiny([A, B], async (network) => {
        for (let step = 0; step < 20; step++) network.step(tinyBatch(11, step).places, false);
        const set = tinySet(50, 5);
        const before = await network.evaluate(set, goOn);
        await network.setBatchNorm(0, false);
        const after = await network.evaluate(set, goOn);
        expect(after?.loss[0]).toBeCloseTo(before?.loss[0] ?? Number.NaN, 4);
        expect(after?.loss[1]).toBe(before?.loss[1]);
        network.step(tinyBatch(11, 77).places, false);
        const { loss } = await network.readMetrics();
        expect(loss.every(Number.isFinite)).toBe(true);
        const { gamma } = (await network.readArm(0)).layers[0] ?? {};
        expect(new Set(gamma)).toEqual(new Set([1]));
      }));

    it('puts in a fresh layer when batch normalization comes on: gamma 1, beta 0, statistics of the next batch', () =>
      withTiny([B], async (network) => {
        for (let step = 0; step < 5; step++) network.step(tinyBatch(11, step).places, false);
        network.setRate(0, 1e-4);
        await network.setBatchNorm(0, true);
        const fresh = await network.readArm(0);
        const batch = tinyBatch(11, 50);
        const arm: ReferenceArm = { shape: tinyShape({ activation: 'tanh' }), norm: normOf({}), ...A };
        const { passes } = referenceForward(referenceNet(fresh), batch.images, batch.labels, arm);
        network.step(batch.places, false);
        const next = await network.readArm(0);
        for (const [layer, { statistics }] of passes.entries()) {
          const { mean, variance } = statistics;
          expect(new Set(fresh.layers[layer]?.gamma)).toEqual(new Set([1]));
          expect(new Set(fresh.layers[layer]?.beta)).toEqual(new Set([0]));
          expectClose({ mean: next.layers[layer]?.mean ?? [] }, { mean }, 1e-4);
          const unbiased = variance.map((value) => (value * 11) / 10);
          expectClose({ variance: next.layers[layer]?.variance ?? [] }, { variance: unbiased }, 1e-4);
        }
        network.step(tinyBatch(11, 51).places, false);
        expect((await network.readArm(0)).layers[0]?.mean).not.toEqual(next.layers[0]?.mean);
      }));

    it('changes the rate at the next step', async () => {
      const slow = await trained([{ bn: true, rate: 1e-4 }], 0, 1);
      await withTiny([A], async (network) => {
        network.setRate(0, 1e-4);
        network.step(tinyBatch(11, 0).places, false);
        await network.readMetrics();
        expect(listsOf(await network.readArm(0))).toEqual(slow);
      });
    });

    const [rounds, stepsOfRound] = [atDepth(3, 20), atDepth(20, 100)];
    it(`keeps tensors and bytes flat over ${rounds * stepsOfRound} steps with tests, looks and changes, and frees all at the end`, async () => {
      const shape = tinyShape({ depth: 1, width: 8, batch: 10, ...pass });
      // Other tests' oracles may hold some as well.
      const nothing = createNetwork(shape, [A, B], backend, tinyTrainSet);
      nothing.dispose();
      const before = nothing.memory();
      const network = createNetwork(shape, [A, B], backend, tinyTrainSet);
      const set = tinySet(20, 3);
      const batch = tinyBatch(10, 1);
      const round = async () => {
        for (let step = 0; step < stepsOfRound; step++) {
          network.step(batch.places, step === stepsOfRound - 1);
          if (step % 8 === 7) await network.readMetrics();
        }
        await network.readMetrics();
        await network.readLayers();
        await network.evaluate(set, goOn);
        await network.setBatchNorm(0, false);
        await network.setBatchNorm(0, true);
        network.setRate(1, 0.2);
      };
      await round();
      const early = network.memory();
      for (let count = 1; count < rounds; count++) await round();
      expect(network.memory()).toEqual(early);
      network.dispose();
      expect(network.memory()).toEqual(before);
    });
  });
}
