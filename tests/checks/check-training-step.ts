import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PAPER_NORM } from '../../src/common/experiment/norm.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { createNetwork, type Network } from '../../src/training/engine/network.ts';
import type { Activation } from '../../src/training/engine/operations.ts';
import { expectClose, listsOf } from './compare.ts';
import { finiteDifference } from './finite-difference.ts';
import { layersOracle } from './layers-oracle.ts';
import { type ReferenceArm, referenceNet, referenceStep } from './reference-net.ts';
import { tinyBatch, tinyShape, tinyTrainSet } from './tiny-problem.ts';

const ACTIVATIONS: readonly Activation[] = ['sigmoid', 'tanh', 'relu', 'linear'];
const RATE = 0.5;
const arms = [
  { bn: true, rate: RATE },
  { bn: false, rate: RATE },
];

/** A training step on one backend, held to the plain formulas, to finite differences and to tf.layers. */
export function checkTrainingStep(backend: BackendName, start: () => Promise<unknown>): void {
  describe(`a training step on ${backend}`, () => {
    let network: Network | null = null;
    const make = (activation: Activation, sizes = {}) => {
      network = createNetwork(tinyShape({ activation, ...sizes }), arms, backend, tinyTrainSet);
      return network;
    };
    beforeAll(start);
    afterEach(() => network?.dispose());

    for (const activation of ACTIVATIONS) {
      for (const [arm, { bn }] of arms.entries()) {
        const own = (sizes = {}): ReferenceArm => {
          const shape = tinyShape({ activation, ...sizes });
          return { shape, bn, norm: PAPER_NORM, rate: RATE };
        };
        const name = `${activation} ${bn ? 'with' : 'without'} batch normalization`;

        it(`${name} equals the plain formulas over five steps`, async () => {
          const net = make(activation);
          let reference = referenceNet(await net.readArm(arm));
          for (let step = 0; step < 5; step++) {
            const { images, labels, places } = tinyBatch(11, step);
            const { forward, net: next } = referenceStep(reference, images, labels, own());
            net.step(places, false);
            const { loss, accuracy } = await net.readMetrics();
            expect(loss[arm]).toBeCloseTo(forward.loss, 4);
            expect(accuracy[arm]).toBeCloseTo(forward.accuracy, 5);
            reference = next;
          }
          expectClose(listsOf(await net.readArm(arm)), listsOf(reference), 2e-4);
        });

        it(`${name} goes down the gradient that finite differences give`, async () => {
          const net = make(activation);
          const before = await net.readArm(arm);
          const batch = tinyBatch(11, 3);
          net.step(batch.places, false);
          const after = await net.readArm(arm);
          const expected = finiteDifference(referenceNet(before), batch, own());
          const measured = expected.map(
            ({ read, index }) => ((read(before)[index] ?? 0) - (read(after)[index] ?? 0)) / RATE,
          );
          const largest = Math.max(...expected.map(({ slope }) => Math.abs(slope)));
          for (const [place, { name: what, slope }] of expected.entries()) {
            expect(Math.abs((measured[place] as number) - slope) / largest, what).toBeLessThan(2e-3);
          }
        });

        it(`${name} equals tf.layers over three steps`, async () => {
          // Even sizes: on WebGL tf.layers itself errs with odd widths, where a sigmoid's padding of 0.5 enters its products.
          const sizes = { batch: 12, width: 10 };
          const net = make(activation, sizes);
          const oracle = layersOracle(await net.readArm(arm), own(sizes));
          for (let step = 0; step < 3; step++) {
            const batch = tinyBatch(12, 20 + step);
            net.step(batch.places, false);
            await oracle.step(batch);
          }
          expectClose(oracle.comparable(await net.readArm(arm)), await oracle.read(), 2e-4);
          oracle.dispose();
        });
      }
    }

    for (const activation of ACTIVATIONS) {
      it(`lets a NaN through ${activation}, so that a net that has broken down cannot look alive`, async () => {
        const net = make(activation);
        for (const arm of arms.keys()) {
          const numbers = await net.readArm(arm);
          const [first, ...rest] = numbers.layers;
          if (first === undefined) throw new Error('no layer');
          const w = first.w.slice();
          w[5 * 9 + 4] = Number.NaN;
          net.writeArm(arm, { ...numbers, layers: [{ ...first, w }, ...rest] });
        }
        net.step(tinyBatch(11, 1).places, false);
        expect(Array.from((await net.readMetrics()).loss)).toEqual([Number.NaN, Number.NaN]);
      });
    }
  });
}
