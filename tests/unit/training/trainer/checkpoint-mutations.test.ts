import { memory } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Checkpoint } from '../../../../src/common/experiment/checkpoint.ts';
import { rewind } from '../../../../src/common/experiment/rewind.ts';
import { checksumOf } from '../../../../src/common/lib/checksum.ts';
import { readRun } from '../../../../src/page/persist/read-stored.ts';
import { curvesOf } from '../../../../src/page/persist/store-curves.ts';
import { startInNode } from '../../../checks/node-backends.ts';
import { tinyConfig, tinyData, watchedRun } from '../../../checks/train-tiny.ts';
import { atDepth, propertyCases } from '../../../depth.ts';
import { mutatedRows } from '../../../fixtures/row-mutations.ts';

beforeAll(() => startInNode('wasm'));

const config = tinyConfig({
  optimizer: 'adam',
  changes: [{ kind: 'rate', step: 20, arm: 1, rate: 0.01 }],
});

/** A run at step 12, as it is stored. */
async function stored() {
  const { checkpoints, record, run } = watchedRun(config);
  await run.train(12);
  await run.dispose();
  return { curves: curvesOf('a', record()), weights: { key: 'a', checkpoint: checkpoints.at(-1) } };
}

/** Makes the checksum of what was changed right, so that the numbers themselves are looked at. */
function withChecksum(checkpoint: Checkpoint): Checkpoint {
  return { ...checkpoint, checksum: checksumOf(checkpoint.arms.map(({ values }) => values)) };
}

it('whatever is stored of the weights, a run goes on from it or refuses it in a sentence, and leaves nothing behind', async () => {
  const { curves, weights } = await stored();
  const before = memory().numTensors;
  const seen = { 'not read': 0, refused: 0, 'gone on': 0 };
  await fc.assert(
    fc.asyncProperty(mutatedRows(weights), fc.boolean(), async (row, mended) => {
      const read = readRun(config, { curves: structuredClone(curves), weights: row, looks: [] });
      if (read.checkpoint === null || read.record === null) {
        seen['not read'] += 1;
        return;
      }
      const checkpoint = mended ? withChecksum(read.checkpoint) : read.checkpoint;
      const known = rewind(read.record, checkpoint).record;
      const { record, run } = watchedRun(config, undefined, tinyData, 'wasm', known);
      try {
        run.restore(checkpoint);
      } catch (error) {
        seen.refused += 1;
        expect((error as Error).message).toMatch(/^[A-Z0-9].*\.$/);
        return;
      } finally {
        if (run.position.step === 0) await run.dispose();
      }
      await run.train(2);
      await run.dispose();
      expect(record().step).toBeGreaterThanOrEqual(checkpoint.step);
      expect(record().step).toBeLessThanOrEqual(checkpoint.step + 2);
      seen['gone on'] += 1;
    }),
    propertyCases(2000),
  );
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(atDepth(0, 5));
  expect(memory().numTensors).toBe(before);
});
