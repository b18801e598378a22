import { expect, test } from 'vitest';
import { binarised } from '../../../../src/training/data/binarise.ts';
import type { Dataset } from '../../../../src/training/data/dataset.ts';

test('black and white is 255 from byte 128 on and 0 below, in a copy', () => {
  const bytes = [0, 1, 127, 128, 200, 255];
  const set = { count: 1, images: Uint8Array.from(bytes), labels: Uint8Array.of(3) };
  const data: Dataset = { source: 'files', name: 'six', train: set, test: set, note: null };
  const { name, test: tested, train } = binarised(data);
  for (const { images, labels } of [train, tested]) {
    expect([...images]).toEqual([0, 0, 0, 255, 255, 255]);
    expect([...labels]).toEqual([3]);
  }
  expect(name).toBe('six');
  expect([...set.images]).toEqual(bytes);
});
