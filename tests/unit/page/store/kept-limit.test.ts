import { expect, test } from 'vitest';
import { runsToDrop } from '../../../../src/page/store/kept-limit.ts';
import { keptRun } from '../../../fixtures/kept-runs.ts';

const list = [6, 5, 4, 3, 2, 1].map((number) => keptRun(number));
const changed = (number: number, patch: Parameters<typeof keptRun>[1]) =>
  list.map((run) => (run.key === `key-${number}` ? { ...run, ...patch } : run));

test('the oldest runs make room for newer ones, whatever their order in the list', () => {
  expect(runsToDrop(list, null, 6)).toEqual([]);
  expect(runsToDrop(list.toReversed(), null, 4)).toEqual(['key-2', 'key-1']);
});

test('runs that are pinned, named, damaged, on the page or in another tab stay', () => {
  expect(runsToDrop(changed(1, { pinned: true }), null, 4)).toEqual(['key-2']);
  expect(runsToDrop(changed(1, { name: 'too fast' }), null, 4)).toEqual(['key-2']);
  expect(runsToDrop(changed(1, { damage: 'It cannot be read.' }), null, 4)).toEqual(['key-2']);
  expect(runsToDrop(changed(1, { elsewhere: true }), null, 4)).toEqual(['key-2']);
  expect(runsToDrop(list, 'key-2', 4)).toEqual(['key-1']);
});
