import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../src/common/experiment/config.ts';
import { figuresOf } from '../../src/common/experiment/layer-snapshot.ts';
import { normOf } from '../../src/common/experiment/norm.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { type LayerShape, layerShapes, placesOf } from '../../src/training/engine/layer-shape.ts';
import { lookSize } from '../../src/training/engine/look-size.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import type { LayerValues } from '../../src/training/engine/operations.ts';
import { takeSnapshot } from '../../src/training/engine/probes.ts';
import { atDepth } from '../depth.ts';
import { withNetwork } from './check-case.ts';
import { relativeGap } from './compare.ts';
import {
  meanOf,
  type ReferenceArm,
  referenceGradients,
  referenceNet,
  referenceStep,
} from './reference-net.ts';
import { tinyBatch, tinyShape } from './tiny-problem.ts';

const ARMS: readonly ArmConfig[] = [
  { bn: true, rate: 0.02 },
  { bn: false, rate: 0.02 },
  { bn: true, rate: 0.02, norm: { kind: 'layer' } },
  { bn: true, rate: 0.02, norm: { kind: 'noisy', centre: false } },
  { bn: true, rate: 0.02, norm: { place: 'after' } },
  { bn: true, rate: 0.02, norm: { parameters: 'activation', where: 'last' } },
];

/** [images, units, places] as one sorted list a unit: the order within is each backend's own. */
function unitLists(list: ArrayLike<number>, { units, ...layer }: LayerShape, images: number): number[][] {
  const places = placesOf({ units, ...layer });
  return Array.from({ length: units }, (_, unit) =>
    sorted(
      Array.from({ length: images * places }, (_unused, at) => {
        const [image, place] = [Math.floor(at / places), at % places];
        return list[(image * units + unit) * places + place] as number;
      }),
    ),
  );
}

/** [inputs, units] as one sorted list a unit. */
const inputLists = (w: ArrayLike<number>, { fanIn, units }: LayerShape): number[][] =>
  Array.from({ length: units }, (_, unit) =>
    sorted(Array.from({ length: fanIn }, (_unused, input) => w[input * units + unit] as number)),
  );

/** [units, values], as it is read. */
const ownLists = (list: Float32Array, units: number): number[][] =>
  Array.from({ length: units }, (_, unit) => {
    const length = list.length / units;
    return sorted(Array.from(list.subarray(unit * length, (unit + 1) * length)));
  });

const sorted = (list: number[]): number[] => list.sort((one, other) => one - other);

/** gamma * xhat + beta, from the values by which it can be told. */
const normalisedBy = ({ beta, gamma, inverse, mean, z }: LayerValues): Float32Array =>
  z.map((value, at) => {
    const unit = Math.floor((at * gamma.length) / z.length);
    const of = (list: Float32Array) => list[unit] as number;
    return of(gamma) * (value - of(mean)) * of(inverse) + of(beta);
  });

/** One value a unit, of gamma or beta, where each activation may have its own. */
const unitMeans = (list: Float64Array, units: number): number[] =>
  Array.from({ length: units }, (_, unit) => {
    const length = list.length / units;
    return meanOf(list.subarray(unit * length, (unit + 1) * length));
  });

const shapes: readonly (readonly [string, NetworkShape, typeof ARMS])[] = [
  ['a dense net', tinyShape({ activation: 'tanh', optimizer: 'adam', weightDecay: 0.01 }), ARMS],
  [
    'pooled convolutions',
    // Of a sigmoid near 0.5 single precision leaves ties in a window where there are none.
    tinyShape({
      kind: 'conv',
      blocks: atDepth(2, 3),
      reduce: 'pool',
      channels: 2,
      activation: 'tanh',
      batch: atDepth(3, 5),
      optimizer: 'nesterov',
      // With 7, tanh is so near 1 in the arm that does not subtract the mean that 200 windows are ties in single precision alone.
      seed: 8,
    }),
    ARMS,
  ],
  // 64 channels at 784 places: one image.
  [
    'a wide convolution',
    tinyShape({ kind: 'conv', blocks: 1, channels: 64, reduce: 'pool', batch: atDepth(2, 3) }),
    atDepth(ARMS.slice(0, 2), ARMS),
  ],
  ...atDepth(
    [],
    [
      [
        'strided convolutions',
        tinyShape({
          kind: 'conv',
          channels: 3,
          widen: 'same',
          activation: 'tanh',
          batch: 6,
          optimizer: 'adam',
        }),
        ARMS,
      ] as const,
    ],
  ),
];

/** A look inside arms of all kinds, held to the plain formulas on one backend. */
export function checkLooks(backend: BackendName, start: () => Promise<unknown>): void {
  const near = (
    actual: ArrayLike<number>[],
    expected: ArrayLike<number>[],
    what: string,
    tolerance = 1e-3,
  ) => {
    // Gradients and what a step adds are small: held to their own size.
    const scale = Math.max(1e-9, ...expected.map((list) => Math.max(...Array.from(list, Math.abs))));
    const gap = Math.max(...expected.map((list, unit) => relativeGap(actual[unit] ?? [], list, scale)));
    expect(gap, what).toBeLessThan(tolerance);
  };

  describe(`a look inside all kinds of arms on ${backend}`, () => {
    beforeAll(start);

    it.each(shapes)('reads what the plain formulas give: %s', (_, shape, arms) =>
      withNetwork(backend, shape, arms, async (network) => {
        for (let step = 0; step < 3; step++) network.step(tinyBatch(shape.batch, step).places, false);
        const before = await network.readArms();
        const batch = tinyBatch(shape.batch, 9);
        network.step(batch.places, true);
        const layers = await network.readLayers();
        await network.readMetrics();
        const size = lookSize(shape, arms.length);
        for (const [index, config] of arms.entries()) {
          const net = referenceNet(before[index] ?? before[0] ?? missing());
          const arm: ReferenceArm = { ...config, norm: normOf(config), shape };
          const { forward, net: next } = referenceStep(net, batch.images, batch.labels, arm);
          const gradients = referenceGradients(net, forward, batch.labels, arm);
          for (const [place, layer] of layerShapes(shape).slice(0, -1).entries()) {
            const what = (probe: string) => `arm ${index + 1}, layer ${place + 1}: ${probe}`;
            const own = layers[place]?.[index] ?? missing();
            const numbers = net.layers[place] ?? missing();
            const pass = forward.passes[place] ?? missing();
            const { units } = layer;
            const images = size.images(layer);
            const has = config.bn && (arm.norm.where === 'all' || place === layers.length - 1);
            expect(own.bn, what('bn')).toBe(has);
            const lists = (list: ArrayLike<number>) => unitLists(list, layer, images);
            near(ownLists(own.z, units), lists(pass.z), what('z'));
            near(ownLists(own.h, units), lists(pass.h), what('h'));
            near(ownLists(own.y ?? normalisedBy(own), units), lists(pass.y), what('y'));
            near(ownLists(own.gradient, units), lists(gradients.layers[place]?.h ?? []), what('gradient'));
            if (size.inputGroups(layer) === null) {
              const after = next.layers[place] ?? missing();
              const added = after.w.map((value, at) => value - (numbers.w[at] as number));
              near(ownLists(own.weights, units), inputLists(numbers.w, layer), what('weights'));
              near(ownLists(own.update, units), inputLists(added, layer), what('update'), 5e-3);
            }
            near([own.gamma], [unitMeans(numbers.gamma, units)], what('gamma'));
            near([own.beta], [unitMeans(numbers.beta, units)], what('beta'));
            near([own.runningMean], [numbers.mean], what('running mean'));
            near([own.runningVariance], [numbers.variance], what('running variance'));
            const byBatch = has && arm.norm.kind !== 'layer';
            const { mean, variance } = pass.statistics;
            const spread = (list: Float64Array, otherwise: number) =>
              byBatch ? list : new Float64Array(units).fill(otherwise);
            near([own.mean], [spread(arm.norm.centre ? mean : mean.map(() => 0), 0)], what('mean'));
            near([own.variance], [spread(variance, 0)], what('variance'));
            near([own.inverse], [spread(pass.inverse, 1)], what('inverse'));
          }
        }
        const snapshot = await takeSnapshot(layers, shape, { step: 4, landmark: false });
        const [first] = layerShapes(shape);
        const count = size.images(first ?? missing()) * placesOf(first ?? missing()) * (first?.units ?? 0);
        expect(figuresOf(snapshot, 1, 1, 'z')).toMatchObject({ count, nan: 0, units: first?.units });
      }),
    );
  });
}

function missing(): never {
  throw new Error('There is nothing here.');
}
