import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../src/common/experiment/config.ts';
import { normOf } from '../../src/common/experiment/norm.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { walkGradients } from '../../src/training/engine/walk-gradient.ts';
import { atDepth } from '../depth.ts';
import { autodiffOracle } from './autodiff-oracle.ts';
import { withNetwork } from './check-case.ts';
import { onCpu } from './oracle-tools.ts';
import { batchAt, tinyBatch, tinySet, tinyShape } from './tiny-problem.ts';

const ARMS: readonly ArmConfig[] = [
  { bn: true, rate: 0.1 },
  { bn: false, rate: 0.1 },
  { bn: true, rate: 0.1, norm: { kind: 'layer', affine: false } },
  { bn: true, rate: 0.1, norm: { kind: 'noisy', place: 'after' } },
  // In convolutions each bias is written down once for every place, and is one number all the same.
  { bn: false, rate: 0.1, norm: { parameters: 'activation' } },
  { bn: true, rate: 0.1, norm: { parameters: 'activation', where: 'last' } },
];
const SHAPES: readonly (readonly [string, NetworkShape])[] = [
  ['dense', tinyShape({ activation: 'tanh', depth: 2 })],
  [
    'convolutional',
    tinyShape({ activation: 'tanh', kind: 'conv', blocks: 2, channels: 3, widen: 'same', batch: 5 }),
  ],
  ...atDepth(
    [],
    [
      [
        'dense, Adam and weight decay',
        tinyShape({ activation: 'sigmoid', optimizer: 'adam', weightDecay: 0.01 }),
      ] as const,
    ],
  ),
];
const DISTANCES = atDepth([0.3, 4], [0.02, 0.3, 4]);

/** theta - distance * g. */
function moved(numbers: ArmNumbers, gradients: readonly Float32Array[], distance: number): ArmNumbers {
  const rest = [...gradients];
  const step = (values: Float32Array) => {
    const gradient = rest.shift() as Float32Array;
    const written = Math.max(1, values.length / gradient.length);
    return values.map((value, at) => value - distance * (gradient[Math.floor(at / written)] as number));
  };
  const layers = numbers.layers.map((own) => ({
    ...own,
    w: step(own.w),
    bias: step(own.bias),
    gamma: step(own.gamma),
    beta: step(own.beta),
  }));
  return {
    ...numbers,
    layers,
    output: { ...numbers.output, w: step(numbers.output.w), bias: step(numbers.output.bias) },
  };
}

const normOfAll = (lists: readonly Float32Array[], others?: readonly Float32Array[]): number =>
  Math.hypot(
    ...lists.flatMap((list, place) => Array.from(list, (value, at) => value - (others?.[place]?.[at] ?? 0))),
  );

/** Losses and gradients along the gradient, against tfjs's operations and autodiff at the very same weights, on one backend. */
export function checkLandscape(backend: BackendName, start: () => Promise<unknown>): void {
  describe(`the landscape on ${backend}`, () => {
    beforeAll(start);

    it.each(SHAPES)('is what tfjs finds there: %s', (_, shape) =>
      withNetwork(backend, shape, ARMS, async (network) => {
        for (let step = 0; step < 3; step++) network.step(tinyBatch(shape.batch, step).places, false);
        await network.readMetrics();
        const numbers = await network.readArms();
        const set = tinySet(shape.batch, 11);
        const batch = batchAt(
          set,
          Uint32Array.from({ length: set.count }, (__, place) => place),
        );
        const walkers = ARMS.map((arm, index) => ({
          arm,
          numbers: numbers[index] as ArmNumbers,
          seed: shape.seed,
          distances: DISTANCES,
        }));
        const before = network.memory();
        const walks = await walkGradients(shape, walkers, set, backend, true);
        expect(network.memory().tensors).toBeLessThanOrEqual(before.tensors);
        for (const [index, walk] of walks.entries()) {
          const arm = ARMS[index] as ArmConfig;
          const own = { shape, bn: arm.bn, norm: normOf(arm), rate: arm.rate };
          const at = (theta: ArmNumbers) =>
            onCpu(async () => {
              const oracle = autodiffOracle(theta, own);
              const found = await oracle.gradients(batch);
              oracle.dispose();
              return found;
            });
          const theta = numbers[index] as ArmNumbers;
          const here = await at(theta);
          expect(walk.loss).toBeCloseTo(here.loss, 4);
          const norm = normOfAll(here.lists);
          expect(walk.gradientNorm / norm).toBeCloseTo(1, 3);
          for (const [place, distance] of DISTANCES.entries()) {
            const there = await at(moved(theta, here.lists, distance));
            expect(walk.losses[place]).toBeCloseTo(there.loss, 3);
            const change = normOfAll(there.lists, here.lists);
            expect(Math.abs((walk.gradientChanges[place] as number) - change) / (change + norm)).toBeLessThan(
              1e-3,
            );
          }
        }
      }),
    );

    it('needs no gradients for losses, and finds the same', () => {
      const [[, shape]] = SHAPES as [(typeof SHAPES)[number]];
      return withNetwork(backend, shape, ARMS, async (network) => {
        const [numbers] = await network.readArms();
        const walker = {
          arm: ARMS[0] as ArmConfig,
          numbers: numbers as ArmNumbers,
          seed: 1,
          distances: [0.1, 1],
        };
        const walk = async (wants: boolean) =>
          (await walkGradients(shape, [walker], tinySet(shape.batch, 11), backend, wants))[0];
        const [without, withGradients] = [await walk(false), await walk(true)];
        expect(without?.gradientNorm).toBeNaN();
        for (const [place, loss] of (withGradients?.losses ?? []).entries())
          expect(without?.losses[place]).toBeCloseTo(loss, 5);
      });
    });
  });
}
