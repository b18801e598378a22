import { expect, it } from 'vitest';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { testChunk } from '../../../../src/training/engine/test-chunk.ts';

const base = PRESETS['deep-mlp'];

it('a test comes in passes of a thousand images, of fewer where a layer makes much of each', () => {
  expect(testChunk(base)).toBe(1000);
  expect(testChunk({ ...base, width: 512 })).toBe(1000);
  const conv = { ...base, kind: 'conv', blocks: 1, channels: 64 } as const;
  // 64 channels at 196 places, and at 784.
  expect(testChunk({ ...conv, reduce: 'stride' })).toBe(199);
  expect(testChunk({ ...conv, reduce: 'pool' })).toBe(49);
});
