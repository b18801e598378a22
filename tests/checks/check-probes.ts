import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  figuresOf,
  histogramOf,
  PROBES,
  type Probe,
  unitFiguresOf,
} from '../../src/common/experiment/layer-snapshot.ts';
import { normOf } from '../../src/common/experiment/norm.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { type LayerShape, layerShapes } from '../../src/training/engine/layer-shape.ts';
import { lookSize, sampledInputs } from '../../src/training/engine/look-size.ts';
import { createNetwork, type Network } from '../../src/training/engine/network.ts';
import type { Activation, LayerValues } from '../../src/training/engine/operations.ts';
import { takeSnapshot } from '../../src/training/engine/probes.ts';
import { atDepth } from '../depth.ts';
import { expectClose, listsOf } from './compare.ts';
import { onCpu } from './oracle-tools.ts';
import { type OracleLayer, probeOracle } from './probe-oracle.ts';
import { referenceForward, referenceNet } from './reference-net.ts';
import { type Batch, tinyBatch, tinyShape, tinyTrainSet } from './tiny-problem.ts';

const RATE = 0.5;
const arms = [
  { bn: true, rate: RATE },
  { bn: false, rate: RATE },
];

/** [rows, columns] as [columns, rows], of some of the rows. */
const turned = (list: ArrayLike<number>, columns: number, rows: ArrayLike<number>): number[] =>
  Array.from({ length: columns }, (_, column) =>
    Array.from(rows, (row) => list[row * columns + column] as number),
  ).flat();
const first = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const norm = (list: ArrayLike<number>) =>
  Math.sqrt(Array.from(list).reduce((total, value) => total + value * value, 0));
const mean = (list: ArrayLike<number>) =>
  Array.from(list).reduce((total, value) => total + value, 0) / list.length;

/** A look inside the layers on one backend, held to the plain formulas and to tfjs's own operations and autodiff. */
export function checkProbes(backend: BackendName, start: () => Promise<unknown>): void {
  describe(`a look inside the layers on ${backend}`, () => {
    let network: Network | null = null;
    const make = (sizes: Parameters<typeof tinyShape>[0]) => {
      network = createNetwork(tinyShape(sizes), arms, backend, tinyTrainSet);
      return network;
    };
    beforeAll(start);
    afterEach(() => network?.dispose());

    /** A network some steps on, and what it holds in the next one, by its own account and by tfjs's. Made once for each activation. */
    const looked = new Map<Activation, ReturnType<typeof look>>();
    async function look(activation: Activation) {
      const shape = tinyShape({ activation, batch: 12, width: 10 });
      const net = make(shape);
      for (let step = 0; step < 4; step++) net.step(tinyBatch(12, step).places, false);
      const before = await net.readArms();
      const batch = tinyBatch(12, 9);
      net.step(batch.places, true);
      const layers = await net.readLayers();
      await net.readMetrics();
      const oracles: OracleLayer[][] = [];
      for (const [arm, { bn }] of arms.entries())
        oracles.push(await onCpu(() => probeOracle(before[arm] as ArmNumbers, batch, { activation, bn })));
      return { shape, layers, before, oracles };
    }
    async function lookAt(activation: Activation, arm: number) {
      const own = looked.get(activation) ?? look(activation);
      looked.set(activation, own);
      const { before, oracles, ...rest } = await own;
      return { ...rest, before: before[arm] as ArmNumbers, oracle: oracles[arm] as OracleLayer[] };
    }

    for (const activation of ['sigmoid', 'tanh', 'relu', 'linear'] as const) {
      for (const [arm, { bn }] of arms.entries()) {
        it(`reads what tfjs computes: ${activation} ${bn ? 'with' : 'without'} batch normalization`, async () => {
          const { before, layers, oracle, shape } = await lookAt(activation, arm);
          for (const [index, expected] of oracle.entries()) {
            const own = layers[index]?.[arm] as LayerValues;
            const layer = layerShapes(shape)[index] as LayerShape;
            const inputs = sampledInputs(layer.fanIn, lookSize(shape, 2).inputGroups(layer));
            const values = { z: own.z, h: own.h, weights: own.weights };
            expectClose(
              values,
              {
                z: turned(expected.z, 10, first(12)),
                h: turned(expected.h, 10, first(12)),
                weights: turned(before.layers[index]?.w ?? [], 10, inputs),
              },
              2e-4,
            );
            // Gradients are small: held to their own size.
            const gradient = turned(expected.gradient, 10, first(12));
            const update = turned(expected.weightGradient, 10, inputs).map((value) => -RATE * value);
            for (const [list, wanted] of [
              [own.gradient, gradient],
              [own.update, update],
            ] as const) {
              const gap = Array.from(list, (value, at) => value - (wanted[at] as number));
              expect(list.length).toBe(wanted.length);
              expect(norm(gap)).toBeLessThan(1e-3 * norm(wanted) + 1e-9);
            }
          }
        });

        it(`makes figures of it: ${activation} ${bn ? 'with' : 'without'} batch normalization`, async () => {
          const { before, layers, oracle, shape } = await lookAt(activation, arm);
          const snapshot = await takeSnapshot(layers, shape, { step: 5, landmark: false });
          expect(snapshot).toMatchObject({ step: 5, layers: 3, images: 12, landmark: false });
          for (const [index, expected] of oracle.entries()) {
            const numbers = before.layers[index];
            expectFigures(snapshot, arm, index + 1, expected);
            const unit = unitFiguresOf(snapshot, arm, index + 1, 3);
            const z = turned(expected.z, 10, first(12)).slice(36, 48);
            expect(unit?.mean).toBeCloseTo(mean(z), 3);
            expect(unit?.variance).toBeCloseTo(mean(z.map((value) => (value - mean(z)) ** 2)), 3);
            expect(unit?.gamma).toBe(numbers?.gamma[3]);
            expect(unit?.beta).toBe(numbers?.beta[3]);
            expect(unit?.runningMean).toBe(numbers?.mean[3]);
            expect(unit?.runningVariance).toBe(numbers?.variance[3]);
            const h = turned(expected.h, 10, first(12))
              .slice(36, 48)
              .sort((one, other) => one - other);
            expect(unit?.h50).toBeCloseTo(((h[5] ?? 0) + (h[6] ?? 0)) / 2, 3);
          }
        });
      }
    }

    it('sees the activations that the plain formulas give, also of odd sizes', async () => {
      const net = make({ activation: 'tanh' });
      const references = [referenceNet(await net.readArm(0)), referenceNet(await net.readArm(1))];
      const batch: Batch = tinyBatch(11, 5);
      net.step(batch.places, true);
      const layers = await net.readLayers();
      expect(layers).toHaveLength(3);
      for (const [arm, { bn }] of arms.entries()) {
        const reference = references[arm];
        if (reference === undefined) throw new Error('no reference');
        const how = { shape: tinyShape({ activation: 'tanh' }), bn, norm: normOf({}), rate: RATE };
        const { passes } = referenceForward(reference, batch.images, batch.labels, how);
        for (const [layer, { h }] of passes.entries()) {
          expectClose({ h: layers[layer]?.[arm]?.h ?? [] }, { h: turned(h, 9, first(11)) }, 1e-4);
        }
      }
      await net.readMetrics();
    });

    it('reads the first images and some inputs of what is large, the same everywhere', async () => {
      // 240,000 values of a probe: 46 images of each unit, 44 of 784 inputs.
      const width = atDepth(64, 512);
      const shape = tinyShape({ depth: atDepth(40, 5), width, batch: 50 });
      const net = make(shape);
      const before = await net.readArm(1);
      const { images, labels, places } = tinyBatch(50, 2);
      // The first layer alone: what comes after it is of no account here.
      const reference = referenceForward(
        referenceNet({ ...before, layers: before.layers.slice(0, 1) }),
        images,
        labels,
        { shape: { ...shape, depth: 1 }, bn: false, norm: normOf({}), rate: RATE },
      );
      net.step(places, true);
      const [firstLayer] = await net.readLayers();
      await net.readMetrics();
      const size = lookSize(shape, 2);
      const layer = layerShapes(shape)[0] as LayerShape;
      const inputs = sampledInputs(784, size.inputGroups(layer));
      expect([size.images(layer), inputs.length]).toEqual([46, 44]);
      const own = firstLayer?.[1] as LayerValues;
      expectClose({ h: own.h }, { h: turned(reference.passes[0]?.h ?? [], width, first(46)) }, 1e-4);
      expect(Array.from(own.weights)).toEqual(turned(before.layers[0]?.w ?? [], width, inputs));
      expect(own.update.length).toBe(width * 44);
    });

    it('is taken of a step that is not made, and the step after is as if it had not been', async () => {
      const net = make({ activation: 'tanh' });
      net.step(tinyBatch(11, 0).places, false);
      const before = listsOf(await net.readArm(0));
      await net.look(tinyBatch(11, 1).places);
      const looked = await net.readLayers();
      expect(listsOf(await net.readArm(0))).toEqual(before);
      net.step(tinyBatch(11, 1).places, true);
      expect(await net.readLayers()).toEqual(looked);
      const after = listsOf(await net.readArm(0));
      await net.readMetrics();
      net.dispose();
      const unseen = make({ activation: 'tanh' });
      for (const step of [0, 1]) unseen.step(tinyBatch(11, step).places, false);
      expect(listsOf(await unseen.readArm(0))).toEqual(after);
      await unseen.readMetrics();
    });

    it('has nothing of an arm that stands still', async () => {
      const net = make({ activation: 'tanh' });
      net.freeze(1);
      net.step(tinyBatch(11, 0).places, true);
      const layers = await net.readLayers();
      await net.readMetrics();
      expect(layers.map((layer) => layer.map((values) => values === null))).toEqual(
        first(3).map(() => [false, true]),
      );
      const snapshot = await takeSnapshot(layers, tinyShape({ activation: 'tanh' }), {
        step: 1,
        landmark: false,
      });
      expect(snapshot.arms[1]).toBeNull();
      expect(figuresOf(snapshot, 1, 1, 'z')).toBeNull();
    });
  });
}

function expectFigures(
  snapshot: Awaited<ReturnType<typeof takeSnapshot>>,
  arm: number,
  layer: number,
  expected: OracleLayer,
): void {
  const lists: Partial<Record<Probe, ArrayLike<number>>> = {
    z: expected.z,
    y: expected.y,
    activation: expected.h,
    gradient: expected.gradient,
  };
  for (const probe of PROBES) {
    const list = lists[probe];
    if (list === undefined) continue;
    const figures = figuresOf(snapshot, arm, layer, probe);
    if (figures === null) throw new Error(`nothing of ${probe}`);
    const scale = norm(list) / Math.sqrt(list.length);
    expect(Math.abs(figures.mean - mean(list)) / scale, `mean of ${probe}`).toBeLessThan(1e-3);
    expect(Math.abs(figures.norm / norm(list) - 1), `norm of ${probe}`).toBeLessThan(1e-3);
    expect(Math.abs(figures.max - Math.max(...Array.from(list))) / scale, `max of ${probe}`).toBeLessThan(
      1e-3,
    );
    const units = first(10).map((unit) => turned(list, 10, first(12)).slice(12 * unit, 12 * unit + 12));
    const within = units.flatMap((unit) => unit.map((value) => (value - mean(unit)) ** 2));
    expect(Math.abs(figures.imageStd - Math.sqrt(mean(within))) / scale).toBeLessThan(1e-3);
    expect(figures).toMatchObject({ count: 120, nan: 0, infinite: 0, units: 10 });
    const counts = histogramOf(snapshot, arm, layer, probe, 'centred')?.counts ?? [];
    expect(Array.from(counts).reduce((total, count) => total + count, 0)).toBe(120);
  }
}
