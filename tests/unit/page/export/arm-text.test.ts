import { expect, test } from 'vitest';
import { armLabel, armText, armWords, normWord } from '../../../../src/page/export/arm-text.ts';
import { MIXED_ARMS } from '../../../fixtures/arms.ts';

test('an arm is told by its letter, and by its name where it has one', () => {
  expect(MIXED_ARMS.map(armLabel)).toEqual([
    'A',
    'B',
    'C',
    'D',
    'E · no centre',
    'F',
    'G · last layer only',
    'H',
  ]);
  expect(armLabel(undefined, 27)).toBe('AB');
});

test('in words an arm has its kind, and every switch that is not as in the paper', () => {
  expect(MIXED_ARMS.map(armText)).toEqual([
    'batch normalization, tested by running and by batch statistics, learning rate 0.1',
    'plain, learning rate 0.1',
    'layer normalization, learning rate 0.1',
    'noisy batch normalization, learning rate 0.1',
    'no centre, batch normalization, no centring, epsilon 0.001, learning rate 0.2',
    'batch normalization, no scaling, after the activation, learning rate 0.1',
    'last layer only, batch normalization, no gamma and beta, last hidden layer only, learning rate 0.1',
    'plain, learning rate 0.01',
  ]);
  const norm = { through: false, momentum: 0.01, inference: 'batch', parameters: 'activation' } as const;
  expect(armText({ bn: true, rate: 1, norm })).toBe(
    'batch normalization, momentum 0.01 of running statistics, tested by batch statistics, ' +
      'no gradient through the statistics, gamma and beta for each activation, learning rate 1',
  );
});

test('switches of an arm whose normalization is off are not told', () => {
  expect(armText({ bn: false, rate: 1, norm: { centre: false } })).toBe('plain, learning rate 1');
});

test('within a sentence a name keeps its capitals, and a kind has none', () => {
  expect(armWords({ bn: true, rate: 1, name: 'LN, Ba 2016' })).toBe('LN, Ba 2016');
  expect(armWords({ bn: true, rate: 1, norm: { kind: 'layer' } })).toBe('layer normalization');
});

test('a cell of a table has the kind of normalization, or that there is none', () => {
  expect(MIXED_ARMS.slice(0, 4).map(normWord)).toEqual(['batch', 'off', 'layer', 'noisy']);
});
