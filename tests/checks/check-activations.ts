import { beforeAll, describe, expect, it } from 'vitest';
import { CLASSES } from '../../src/common/experiment/config.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import type { Activation } from '../../src/training/engine/operations.ts';
import { withNetwork } from './check-case.ts';
import { activate, slope } from './reference-norm.ts';
import { tinyBatch, tinyShape } from './tiny-problem.ts';

/** 0, and both signs of what lies between 1e-8 and 1e2, four to a decade. */
const VALUES: readonly number[] = [
  0,
  ...Array.from({ length: 41 }, (_, place) => 10 ** (place / 4 - 8)).flatMap((size) => [size, -size]),
].map(Math.fround);
/** Single precision, and some digits of an exponential on a GPU. */
const RELATIVE = 2e-5;
/** Derivatives are taken from the activation's own value, as PyTorch does: near 1 that has a spacing of 6e-8, and twice for tanh's square. */
const SPACING = 2e-7;
/** Below this a processor, or a GPU, may make 0 of a number. */
const SMALLEST = 2 ** -126;

const ACTIVATIONS: readonly Activation[] = ['sigmoid', 'tanh', 'relu', 'linear'];

/** Every activation and its derivative from 1e-8 to 1e2, both signs, compared with double precision, on one backend. */
export function checkActivations(backend: BackendName, start: () => Promise<unknown>): void {
  describe(`activations from 1e-8 to 1e2 on ${backend}`, () => {
    beforeAll(start);

    it.each(ACTIVATIONS)('%s keeps small and large values, and its derivative', (activation) => {
      // Weights of 0 leave the bias alone, a value for each unit; momentum 0 remembers the gradient itself.
      const shape = tinyShape({
        activation,
        depth: 1,
        width: VALUES.length,
        optimizer: 'momentum',
        momentum: 0,
      });
      return withNetwork(backend, shape, [{ bn: false, rate: 1 }], async (network) => {
        const numbers = await network.readArm(0);
        const layers = numbers.layers.map((own) => ({
          ...own,
          w: own.w.map(() => 0),
          beta: Float32Array.from(VALUES),
        }));
        network.writeArm(0, { ...numbers, layers });
        network.step(tinyBatch(shape.batch, 0).places, true);
        const [[look] = []] = await network.readLayers();
        await network.readMetrics();
        const gradients = (await network.readArm(0)).layers[0]?.moments.beta[0] ?? [];
        const bad: unknown[] = [];
        for (const [unit, y] of VALUES.entries()) {
          const images = (list: ArrayLike<number> = []) =>
            Array.from({ length: shape.batch }, (_, image) => list[unit * shape.batch + image] as number);
          const expected = activate[activation](y);
          const given = images(look?.h)[0] as number;
          if (!(Math.abs(given - expected) <= RELATIVE * Math.abs(expected) + SMALLEST))
            bad.push({ y, given, expected });
          const sum = images(look?.gradient).reduce((total, value) => total + value, 0);
          const size = images(look?.gradient).reduce((total, value) => total + Math.abs(value), 0);
          const derivative = sum * slope[activation](y);
          const room = size * (RELATIVE * slope[activation](y) + SPACING) + SMALLEST;
          if (!(Math.abs((gradients[unit] as number) - derivative) <= room))
            bad.push({ y, derivative, given: gradients[unit] });
        }
        expect(bad).toEqual([]);
      });
    });

    it('softmax keeps its digits beside large logits', () => {
      const shape = tinyShape({ depth: 1, width: 3, optimizer: 'momentum', momentum: 0 });
      return withNetwork(backend, shape, [{ bn: false, rate: 1 }], async (network) => {
        const numbers = await network.readArm(0);
        const logits = Array.from({ length: CLASSES }, (_, k) => 4096 - k / 4);
        const { w } = numbers.output;
        const output = { ...numbers.output, w: w.map(() => 0), bias: Float32Array.from(logits) };
        network.writeArm(0, { ...numbers, output });
        const { labels, places } = tinyBatch(shape.batch, 0);
        network.step(places, false);
        const { loss } = await network.readMetrics();
        const [gradient = []] = (await network.readArm(0)).output.moments.bias;
        const exponentials = logits.map((own) => Math.exp(own - 4096));
        const total = exponentials.reduce((sum, own) => sum + own, 0);
        for (const [k, own] of exponentials.entries()) {
          const share = labels.filter((label) => label === k).length / labels.length;
          expect(Math.abs((gradient[k] as number) - (own / total - share))).toBeLessThan(2e-6);
        }
        const losses = Array.from(labels, (label) => Math.log(total) + label / 4);
        const mean = losses.reduce((sum, own) => sum + own, 0) / losses.length;
        expect(Math.abs((loss[0] as number) - mean)).toBeLessThan(1e-5);
      });
    });
  });
}
