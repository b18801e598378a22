import { expect, it } from 'vitest';
import { PAPER_NORM } from '../../../../../src/common/experiment/norm.ts';
import { armInShort, normInShort } from '../../../../../src/page/ui/panels/norm-in-short.ts';

it('says only what is not as in the paper', () => {
  expect(normInShort(PAPER_NORM)).toBe('');
  expect(normInShort({ ...PAPER_NORM, place: 'after', epsilon: 0.001 })).toBe('ε 0.001 · after activation');
  expect(normInShort({ ...PAPER_NORM, kind: 'layer', centre: false, inference: 'both' })).toBe(
    'layer · not centred · tested by both',
  );
});

it('says of an arm what its name leaves out', () => {
  expect(armInShort({ bn: true, rate: 0.1, norm: { kind: 'layer' } })).toBe('rate 0.1');
  expect(armInShort({ bn: true, rate: 0.5, norm: { kind: 'noisy', where: 'last' } })).toBe(
    'rate 0.5 · last layer only',
  );
  expect(armInShort({ bn: false, rate: 0.5, norm: { where: 'last' } })).toBe('rate 0.5');
});
