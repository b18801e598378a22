import { expect, it } from 'vitest';
import { hashOfData } from '../../../../src/training/data/data-hash.ts';
import { tinyData } from '../../../checks/train-tiny.ts';

/** The data with one byte changed. */
function changed(part: 'train' | 'test', list: 'images' | 'labels', place: number) {
  const copy = tinyData[part][list].slice();
  copy[place] = (copy[place] as number) ^ 1;
  return { ...tinyData, [part]: { ...tinyData[part], [list]: copy } };
}

it('is of the content: equal data have the same, whatever they are called; any one byte makes another', () => {
  const hash = hashOfData(tinyData);
  expect(hash).toMatch(/^[0-9a-f]{16}$/);
  expect(hashOfData({ ...tinyData, name: 'others', note: 'a note' })).toBe(hash);
  const others = [
    changed('train', 'images', 0),
    changed('train', 'images', tinyData.train.images.length - 1),
    changed('train', 'labels', 7),
    changed('test', 'images', 12_345),
    changed('test', 'labels', 149),
    { ...tinyData, train: tinyData.test, test: tinyData.train },
  ].map(hashOfData);
  expect(new Set([hash, ...others]).size).toBe(1 + others.length);
});
