import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../src/common/experiment/config.ts';
import { type Norm, normOf } from '../../src/common/experiment/norm.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import type { Network } from '../../src/training/engine/network.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { atDepth } from '../depth.ts';
import { withNetwork } from './check-case.ts';
import { expectClose, listsOf } from './compare.ts';
import { type ReferenceNet, referenceNet, referenceStep } from './reference-net.ts';
import { tinyBatch, tinySet, tinyShape } from './tiny-problem.ts';

const pass = atDepth({ testPass: 50 }, {});
const dense = tinyShape({ activation: 'tanh', depth: 2, optimizer: 'momentum', ...pass });
const conv = tinyShape({ activation: 'tanh', kind: 'conv', blocks: 2, channels: 2, batch: 6, ...pass });
const pooling: NetworkShape = { ...conv, reduce: 'pool' };

type Norms = readonly Partial<Norm>[];
const FOLDED: readonly (readonly [string, NetworkShape, Norms])[] = [
  [
    'dense',
    dense,
    [
      {},
      { place: 'after' },
      { place: 'after', where: 'last' },
      { centre: false, epsilon: 0.01 },
      { kind: 'noisy', scale: false },
    ],
  ],
  ['dense, Adam', { ...dense, optimizer: 'adam' }, [{}, { where: 'last' }]],
  ['pooled', pooling, [{}, { where: 'last', affine: false }]],
  ...atDepth([], [['convolutional', conv, [{}]] as const]),
];
const adam = tinyShape({ activation: 'tanh', depth: 2, optimizer: 'adam', ...pass });
const FRESH: readonly (readonly [string, NetworkShape, Norms])[] = [
  ['dense', dense, [{}, { place: 'after', momentum: 0.2 }, { kind: 'layer' }]],
  ['convolutional', conv, [{}, { parameters: 'activation' }, { place: 'after' }]],
  // Their means begin at 0 again, and so do the corrections for it.
  ['dense, Adam', adam, [{}, { where: 'last' }, { centre: false }]],
];
const RATE = 0.1;
/** What Adam's rate adds to a value in its first step, and a little. */
const FIRST_STEP = 1.001;
const told = (norm: Partial<Norm>) => `an arm with ${JSON.stringify(norm)}`;

/** Normalization switched off and on in the middle of a run, whatever its switches, on one backend. */
export function checkLive(backend: BackendName, start: () => Promise<unknown>): void {
  const lossesOf = async (network: Network) =>
    (await network.evaluate(tinySet(50, 5), async () => true))?.loss ?? [];

  describe(`normalization switched in a run on ${backend}`, () => {
    beforeAll(start);

    it.each(FOLDED)('keeps the function when it goes off: %s', (_, shape, norms) => {
      const rate = shape.optimizer === 'adam' ? RATE / 10 : 2 * RATE;
      const arms = norms.map((norm): ArmConfig => ({ bn: true, rate, norm }));
      return withNetwork(backend, shape, arms, async (network) => {
        for (let step = 0; step < 12; step++) network.step(tinyBatch(shape.batch, step).places, false);
        const before = await lossesOf(network);
        for (const arm of arms.keys()) await network.setBatchNorm(arm, false);
        const after = await lossesOf(network);
        for (const [arm, norm] of norms.entries())
          expect(after[arm], told(norm)).toBeCloseTo(before[arm] ?? Number.NaN, 4);
        // They train on as plain nets.
        const { images, labels, places } = tinyBatch(shape.batch, 40);
        const folded = await network.readArms();
        network.step(places, false);
        const trained = await network.readArms();
        for (const [arm, norm] of norms.entries()) {
          const plain = { shape, bn: false, norm: normOf({ norm }), rate };
          const next = referenceStep(referenceNet(folded[arm] as ArmNumbers), images, labels, plain).net;
          expectClose(listsOf(trained[arm] as ArmNumbers), listsOf(next), 5e-4, told(norm));
        }
      });
    });

    it.each(FRESH)(
      'is fresh when it comes on, its statistics those of the next batch: %s',
      (_, shape, norms) => {
        const rate = shape.optimizer === 'adam' ? RATE / 10 : RATE;
        const arms = norms.map((norm): ArmConfig => ({ bn: false, rate, norm }));
        return withNetwork(backend, shape, arms, async (network) => {
          for (let step = 0; step < 3; step++) network.step(tinyBatch(shape.batch, step).places, false);
          await network.readMetrics();
          for (const arm of arms.keys()) await network.setBatchNorm(arm, true);
          let nets = (await network.readArms()).map(referenceNet);
          for (const [step, isFresh] of [true, false].entries()) {
            const { images, labels, places } = tinyBatch(shape.batch, 30 + step);
            const steps = norms.map((norm, arm) => {
              const own = { shape, bn: true, norm: normOf({ norm }), rate, fresh: isFresh };
              return referenceStep(nets[arm] as ReferenceNet, images, labels, own);
            });
            nets = steps.map(({ net }) => net);
            network.step(places, false);
            const { loss } = await network.readMetrics();
            const numbers = await network.readArms();
            for (const [arm, norm] of norms.entries()) {
              expect(loss[arm], told(norm)).toBeCloseTo(steps[arm]?.forward.loss ?? Number.NaN, 4);
              if (shape.optimizer === 'adam' && isFresh) {
                const { gamma = [] } = numbers[arm]?.layers.at(-1) ?? {};
                const moved = Math.max(...Array.from(gamma, (value) => Math.abs(value - 1)));
                expect(moved, told(norm)).toBeLessThan(FIRST_STEP * rate);
                expect(moved, told(norm)).toBeGreaterThan(0.5 * rate);
              }
              expectClose(
                listsOf(numbers[arm] as ArmNumbers),
                listsOf(nets[arm] as ReferenceNet),
                1e-3,
                told(norm),
              );
            }
          }
        });
      },
    );
  });
}
