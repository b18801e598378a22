import { expect, test } from 'vitest';
import { benchBatches, inTurn } from '../../../bench/contestants/batches.ts';
import { TWIN } from '../../../bench/contestants/contestant.ts';
import { oneHot } from '../../../bench/contestants/start-numbers.ts';

test('the batches are whole, and no example is in two of them', () => {
  const count = 25;
  const set = { count, images: new Uint8Array(count * 784).fill(255), labels: new Uint8Array(count).fill(3) };
  const batches = benchBatches({ ...TWIN, batch: 10 }, set);
  expect(batches).toHaveLength(2);
  expect(new Set(batches.flatMap(({ indices }) => [...indices])).size).toBe(20);
  expect(batches[0]?.images).toEqual(new Float32Array(10 * 784).fill(1));
  expect(batches[0]?.labels).toEqual(new Uint8Array(10).fill(3));
});

test('they come in turn, without end', () => {
  const next = inTurn(['a', 'b']);
  expect([next(), next(), next()]).toEqual(['a', 'b', 'a']);
});

test('labels become rows with a single 1', () => {
  expect([...oneHot(Uint8Array.of(1, 9))]).toEqual([
    0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
  ]);
});
