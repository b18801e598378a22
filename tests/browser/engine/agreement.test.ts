import plainWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasm from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExperimentConfig } from '../../../src/common/experiment/config.ts';
import { PRESETS } from '../../../src/common/experiment/presets.ts';
import { createBatchOrder } from '../../../src/training/data/batches.ts';
import type { Dataset } from '../../../src/training/data/dataset.ts';
import { generateDigits } from '../../../src/training/data/generated/generate-digits.ts';
import type { BackendName } from '../../../src/training/engine/backends/backend-name.ts';
import { startBackend } from '../../../src/training/engine/backends/start-backend.ts';
import { createNetwork } from '../../../src/training/engine/network.ts';
import { atDepth, depth } from '../../depth.ts';

const STEPS = atDepth(12, 200);
const wasmFiles = {
  'tfjs-backend-wasm.wasm': plainWasm,
  'tfjs-backend-wasm-simd.wasm': simdWasm,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedWasm,
};

/** Every step's loss of every arm, and the test after the last. */
async function train(backend: BackendName, config: ExperimentConfig, data: Dataset) {
  await startBackend(backend, wasmFiles);
  const network = createNetwork(config, config.arms, backend, data.train);
  const batches = createBatchOrder(data.train.count, config.batch, config.seed);
  const loss: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    network.step(batches.next(), false);
    if (step % 4 === 3) loss.push(...(await network.readMetrics()).loss);
  }
  const scores = await network.evaluate(data.test, async () => true);
  network.dispose();
  if (scores === null) throw new Error('The test was given up.');
  return { loss, scores };
}

/** Largest difference between the first `count` values of two lists. */
const gap = (one: readonly number[], other: readonly number[], count = one.length) =>
  Math.max(...one.slice(0, count).map((value, index) => Math.abs(value - (other[index] as number))));

describe('the same run on WebGL and on WebAssembly', () => {
  let data: Dataset;
  beforeAll(async () => {
    data = await generateDigits({ seed: 1, trainCount: atDepth(400, 4000), testCount: atDepth(500, 1000) });
  });
  const both = async (config: ExperimentConfig) => {
    const webgl = await train('webgl', config, data);
    return { webgl, wasm: await train('wasm', config, data) };
  };

  it.each(atDepth(['sigmoid'] as const, ['sigmoid', 'tanh'] as const))(
    `with %s has every loss within 0.001 over ${STEPS} steps, and scores within 0.2 points`,
    async (activation) => {
      const { wasm, webgl } = await both({ ...PRESETS['deep-mlp'], activation });
      expect(webgl.loss).toHaveLength(2 * STEPS);
      expect(gap(webgl.loss, wasm.loss)).toBeLessThan(1e-3);
      expect(gap(webgl.scores.accuracy, wasm.scores.accuracy)).toBeLessThanOrEqual(0.002);
      if (depth === 'full') expect(webgl.scores.accuracy[0]).toBeGreaterThan(0.6);
    },
  );

  // A sum that is rounded otherwise can put one activation on the other side of ReLU's kink, and ten normalised layers make much of it.
  it(`with ReLU has every loss within 0.001 for five steps, and scores within 4 points after ${STEPS}`, async () => {
    const calm = { bn: true, rate: 0.01 };
    const { wasm, webgl } = await both({ ...PRESETS['no-drama'], arms: [calm, { ...calm, bn: false }] });
    expect(gap(webgl.loss, wasm.loss, 10)).toBeLessThan(1e-3);
    expect(gap(webgl.scores.accuracy, wasm.scores.accuracy)).toBeLessThanOrEqual(0.04);
    if (depth === 'full') expect(Math.min(...webgl.scores.accuracy)).toBeGreaterThan(0.4);
  });
});
