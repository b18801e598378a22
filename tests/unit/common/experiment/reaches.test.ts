import { expect, it } from 'vitest';
import { reaches } from '../../../../src/common/experiment/reaches.ts';

it('every exact hit counts, for every percentage with two decimals and every size of test set', () => {
  for (const count of [100, 5000, 10_000, 60_000]) {
    for (let hundredths = 0; hundredths <= 10_000; hundredths++) {
      const right = Math.ceil((hundredths * count) / 10_000);
      expect.soft(reaches(right / count, hundredths / 100 / 100)).toBe(true);
      if (right > 0) expect.soft(reaches((right - 1) / count, hundredths / 100 / 100)).toBe(false);
    }
  }
});

it('sums of passes in older files count as what they were meant to be', () => {
  let sum = 0;
  for (let pass = 0; pass < 10; pass++) sum += 0.09;
  expect([sum, reaches(sum, 0.9)]).toEqual([0.8999999999999998, true]);
});

it('what is only written like the bound has not reached it', () => {
  expect(reaches(0.8996, 0.9)).toBe(false);
  expect(reaches(Number.NaN, 0.9)).toBe(false);
});
