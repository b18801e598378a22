import { expect, test } from 'vitest';
import { type Norm, PAPER_NORM } from '../../../../../src/common/experiment/norm.ts';
import { symbolWords, unitParameters } from '../../../../../src/page/ui/charts/unit-parameters.ts';

const norm = (some: Partial<Norm>): Norm => ({ ...PAPER_NORM, ...some });
const names = (own: Norm | null, places = 1) => unitParameters(own, places).map(([name]) => name);

test('the numbers told are those that the formula has, and those it is tested by', () => {
  const statistics = ['runningMean', 'runningVariance'];
  expect(names(norm({}))).toEqual(['mean', 'variance', 'gamma', 'beta', ...statistics]);
  expect(names(norm({ centre: false }))).toEqual(['variance', 'gamma', 'beta', 'runningVariance']);
  expect(names(norm({ affine: false }))).toEqual(['mean', 'variance', ...statistics]);
  expect(names(norm({ kind: 'layer' }))).toEqual(['gamma', 'beta']);
  expect(names(null)).toEqual(['mean', 'variance', 'beta']);
});

test('gamma and beta of each place are told as a mean', () => {
  const labels = unitParameters(norm({ parameters: 'activation' }), 49).map(([, label]) => label);
  expect(labels).toContain('scale γ, mean over places');
});

test('symbols that are not a batch norm’s are explained, and only those', () => {
  expect(symbolWords(norm({}), 1)).toBe('');
  expect(symbolWords(null, 1)).toBe('');
  expect(symbolWords(norm({ kind: 'layer' }), 1)).toContain('those of image i');
  expect(symbolWords(norm({ kind: 'noisy', place: 'after' }), 1)).toMatch(/noise.*; f is the activation/);
  expect(symbolWords(norm({ parameters: 'activation' }), 49)).toContain('place p');
  for (const own of [{ kind: 'layer' }, { place: 'after' }, { centre: false }] as const)
    expect(symbolWords(norm(own), 1)).toContain('z is W x + b');
});
