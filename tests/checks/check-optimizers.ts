import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { sideBySide } from './case.ts';
import { itTrainsAsOthers, withNetwork } from './check-case.ts';
import { OPTIMIZER_CASES } from './layer-cases.ts';
import { tinyBatch, tinyShape } from './tiny-problem.ts';

/** Every optimizer on one backend, weight decay and schedule, held to the plain formulas and to tfjs's own optimizers. */
export function checkOptimizers(backend: BackendName, start: () => Promise<unknown>): void {
  describe(`optimizers on ${backend}`, () => {
    beforeAll(start);
    for (const cases of sideBySide(OPTIMIZER_CASES, 2))
      itTrainsAsOthers(backend, cases, { steps: 8, tolerance: 2e-3, oracles: ['formulas', 'tfjs'] });

    it.each(['momentum', 'rmsprop', 'adam'] as const)(
      '%s keeps no number too small to have all its digits: reading one is slow',
      (optimizer) => {
        const shape = tinyShape({ depth: 1, width: 5, optimizer, momentum: 0.9 });
        return withNetwork(backend, shape, [{ bn: false, rate: 0.1 }], async (network) => {
          const numbers = await network.readArm(0);
          // No gradient passes an output without weights: what is remembered of the hidden layer only shrinks.
          const small = (list: Float32Array) =>
            list.map((_, at) => [1.176e-38, 3e-41, 1e-30][at % 3] as number);
          const layers = numbers.layers.map((own) => ({
            ...own,
            moments: { ...own.moments, w: own.moments.w.map(small) },
          }));
          const output = { ...numbers.output, w: numbers.output.w.map(() => 0) };
          network.writeArm(0, { ...numbers, layers, output });
          network.step(tinyBatch(shape.batch, 0).places, false);
          await network.readMetrics();
          const moments = (await network.readArm(0)).layers[0]?.moments.w ?? [];
          for (const list of moments) {
            expect(list.filter((value) => value !== 0 && Math.abs(value) < 2 ** -126)).toHaveLength(0);
            expect(list.some((value) => value > 1e-31)).toBe(true);
          }
          expect(moments.length).toBeGreaterThan(0);
        });
      },
    );

    it('RMSProp steps by the rate however small the gradient is', () => {
      const shape = tinyShape({ depth: 1, width: 5, optimizer: 'rmsprop' });
      return withNetwork(backend, shape, [{ bn: false, rate: 0.001 }], async (network) => {
        const numbers = await network.readArm(0);
        // So the gradient of the hidden layer's bias is some 1e-7, or nothing.
        const output = { ...numbers.output, w: numbers.output.w.map((value) => 1e-5 * value) };
        network.writeArm(0, { ...numbers, output });
        network.step(tinyBatch(shape.batch, 0).places, false);
        await network.readMetrics();
        const [layer] = (await network.readArm(0)).layers;
        for (const [unit, value] of (layer?.beta ?? new Float32Array(0)).entries()) {
          const root = Math.sqrt(layer?.moments.beta[0]?.[unit] ?? Number.NaN);
          expect(root).toBeLessThan(1e-6);
          // g is the root of what is remembered, over that of 0.1.
          const expected = (0.001 * root) / Math.sqrt(0.1) / (root + 1e-8);
          expect(Math.abs(value) / expected).toBeCloseTo(1, 3);
        }
      });
    });
  });
}
