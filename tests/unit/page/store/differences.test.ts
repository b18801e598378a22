import { expect, it } from 'vitest';
import { armSlots } from '../../../../src/page/store/arm-slots.ts';
import { differences, isSameData } from '../../../../src/page/store/differences.ts';
import { generated, mnist, pageAt, training } from '../samples.ts';

it('writes counts with separators, and a seed without', () => {
  const before = pageAt('steps=3000&seed=1000').asked;
  expect(differences(pageAt('steps=1500&seed=2000').asked, before, armSlots(training()))).toEqual([
    { label: 'Seed', from: '1000', to: '2000' },
    { label: 'Stop after', from: '3,000', to: '1,500' },
  ]);
});

it('takes a data set that was loaded again for the same', () => {
  expect(isSameData(mnist, { ...mnist, sampleImages: new Uint8Array(784) })).toBe(true);
  expect(isSameData(mnist, generated)).toBe(false);
  expect(isSameData(mnist, { ...mnist, testCount: 5000 })).toBe(false);
  expect(isSameData(null, mnist)).toBe(false);
});
