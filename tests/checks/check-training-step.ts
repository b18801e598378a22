import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { createNetwork, type Network } from '../../src/training/engine/network.ts';
import type { Activation } from '../../src/training/engine/operations.ts';
import { itTrainsAsOthers } from './check-case.ts';
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
    const make = (activation: Activation) => {
      network = createNetwork(tinyShape({ activation }), arms, backend, tinyTrainSet);
      return network;
    };
    beforeAll(start);
    afterEach(() => network?.dispose());

    for (const activation of ACTIVATIONS) {
      const shape = tinyShape({ activation });
      const how = { steps: 5, tolerance: 2e-4 };
      itTrainsAsOthers(
        backend,
        arms.map(({ bn }) => ({
          name: `${activation} ${bn ? 'with' : 'without'} batch normalization`,
          shape,
          bn,
          norm: {},
          rate: RATE,
        })),
        { ...how, oracles: ['formulas', 'layers', 'slopes'] },
      );
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
