import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../src/common/experiment/config.ts';
import { type Norm, normOf } from '../../src/common/experiment/norm.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import type { Network } from '../../src/training/engine/network.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { withNetwork } from './check-case.ts';
import { expectClose, listsOf } from './compare.ts';
import { referenceForward, referenceNet, referenceStep } from './reference-net.ts';
import { tinyBatch, tinySet, tinyShape } from './tiny-problem.ts';

const dense = tinyShape({ activation: 'tanh', depth: 2, optimizer: 'momentum' });
const conv = tinyShape({ activation: 'tanh', kind: 'conv', blocks: 2, channels: 2, batch: 6 });

const FOLDED: readonly (readonly [string, NetworkShape, Partial<Norm>])[] = [
  ['dense, before the activation', dense, {}],
  ['dense, after the activation', dense, { place: 'after' }],
  ['dense, after the activation of the last layer', dense, { place: 'after', where: 'last' }],
  ['dense, not centred', dense, { centre: false, epsilon: 0.01 }],
  ['dense, noisy, not scaled', dense, { kind: 'noisy', scale: false }],
  ['convolutional', conv, {}],
  ['convolutional, last block', { ...conv, reduce: 'pool' }, { where: 'last', affine: false }],
];

/** Normalization switched off and on in the middle of a run, whatever its switches, on one backend. */
export function checkLive(backend: BackendName, start: () => Promise<unknown>): void {
  const lossOf = async (network: Network) =>
    (await network.evaluate(tinySet(50, 5), async () => true))?.loss[0] ?? Number.NaN;

  describe(`normalization switched in a run on ${backend}`, () => {
    beforeAll(start);

    it.each(FOLDED)('keeps the function when it goes off: %s', (_, shape, norm) =>
      withNetwork(backend, shape, [{ bn: true, rate: 0.2, norm }], async (network) => {
        for (let step = 0; step < 12; step++) network.step(tinyBatch(shape.batch, step).places, false);
        const before = await lossOf(network);
        await network.setBatchNorm(0, false);
        expect(await lossOf(network)).toBeCloseTo(before, 4);
        // It trains on as a plain net.
        const plain = { shape, bn: false, norm: normOf({ norm }), rate: 0.2 };
        const { images, labels, places } = tinyBatch(shape.batch, 40);
        const next = referenceStep(referenceNet(await network.readArm(0)), images, labels, plain).net;
        network.step(places, false);
        expectClose(listsOf(await network.readArm(0)), listsOf(next), 5e-4);
      }),
    );

    const fresh: readonly (readonly [string, NetworkShape, Partial<Norm>])[] = [
      ['dense, after the activation', dense, { place: 'after', momentum: 0.2 }],
      ['convolutional', conv, {}],
      ['convolutional, of activations', conv, { parameters: 'activation' }],
    ];
    it.each(fresh)(
      'is fresh when it comes on, its statistics those of the next batch: %s',
      (_, shape, norm) => {
        const own: ArmConfig = { bn: false, rate: 0.1, norm };
        return withNetwork(backend, shape, [own], async (network) => {
          for (let step = 0; step < 3; step++) network.step(tinyBatch(shape.batch, step).places, false);
          await network.setBatchNorm(0, true);
          let net = referenceNet(await network.readArm(0));
          for (const [step, isFresh] of [true, false].entries()) {
            const arm = { shape, bn: true, norm: normOf({ norm }), rate: 0.1, fresh: isFresh };
            const { images, labels, places } = tinyBatch(shape.batch, 30 + step);
            const { loss } = referenceForward(net, images, labels, arm);
            net = referenceStep(net, images, labels, arm).net;
            network.step(places, false);
            expect((await network.readMetrics()).loss.at(-1)).toBeCloseTo(loss, 4);
            expectClose(listsOf(await network.readArm(0)), listsOf(net), 1e-3);
          }
        });
      },
    );
  });
}
