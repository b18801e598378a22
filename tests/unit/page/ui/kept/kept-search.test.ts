import { expect, test } from 'vitest';
import { foundRuns } from '../../../../../src/page/ui/kept/kept-search.ts';
import { keptRun } from '../../../../fixtures/kept-runs.ts';

const list = [
  keptRun(10, { arms: [{ testAccuracy: 0.9, divergedAt: null }] }),
  keptRun(
    9,
    { name: 'too Fast', arms: [{ testAccuracy: 0.99, divergedAt: 40 }] },
    { seed: 7, optimizer: 'adam' },
  ),
  keptRun(2, { arms: [{ testAccuracy: 0.95, divergedAt: null }] }, { width: 33 }),
];
const keys = (search: string, order: 'newest' | 'name' | 'best' = 'newest') =>
  foundRuns(list, search, order).map(({ key }) => key.slice(4));

test('runs are found by their names and settings, by all words, whatever the case', () => {
  expect(keys('')).toEqual(['10', '9', '2']);
  expect(keys('  TOO fast ')).toEqual(['9']);
  expect(keys('adam seed 7')).toEqual(['9']);
  expect(keys('width=33')).toEqual(['2']);
  expect(keys('adam width=33')).toEqual([]);
});

test('runs are sorted by name with numbers in order, or by the best network that has not diverged', () => {
  expect(keys('', 'name')).toEqual(['2', '10', '9']);
  expect(keys('', 'best')).toEqual(['2', '10', '9']);
});
