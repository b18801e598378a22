import { describe, expect, it } from 'vitest';
import {
  type NumberSettingName,
  readEnd,
  readNumberSetting,
  readStudyNumber,
} from '../../../../src/page/ui/controls/read-number.ts';

describe('a typed number', () => {
  it.each<[NumberSettingName, string, number]>([
    ['target', '95%', 95],
    ['target', '95 %', 95],
    ['target', '97.5\u202f%', 97.5],
    ['steps', '1,500 steps', 1500],
    ['steps', '1 step', 1],
    ['depth', ' 4 Layers ', 4],
    ['steps', '1,000,000', 1_000_000],
    ['target', '9,5', 9.5],
    ['initSigma', '0,05', 0.05],
    ['initSigma', '1e-3', 0.001],
    ['initSigma', '1,5E-3', 0.0015],
    ['steps', '１５００', 1500],
    ['steps', '1\u202f500', 1500],
    ['steps', '1 500', 1500],
    ['steps', '1’500', 1500],
    ['steps', '２，５００', 2500],
    ['seed', '١٢', 12],
    ['steps', '1e3', 1000],
  ])('of %s may carry its unit: %s', (name, text, value) => {
    expect(readNumberSetting(name, text)).toEqual({ value });
  });

  it.each<[NumberSettingName, string]>([
    ['target', '9,5,1'],
    ['initSigma', '0.0,5'],
    ['initSigma', '1,000.5'],
    ['target', '%'],
    ['steps', '15,00'],
    ['depth', '4 units'],
  ])('of %s is refused: %s', (name, text) => {
    expect(readNumberSetting(name, text)).toHaveProperty('error');
  });
});

it.each<[NumberSettingName, string, string]>([
  ['steps', '3.000', '“3.000” can be read as 3 and as 3000: write it without “.” and “,”'],
  ['seed', '1.500.000', '“1.500.000” can be read as 1 and as 1500000: write it without “.” and “,”'],
])('of %s that may be grouped is refused with the reason: %s', (name, text, error) => {
  expect(readNumberSetting(name, text)).toEqual({ error });
});

it('of a study may have commas that part thousands, and no others', () => {
  expect(readStudyNumber('ladderSteps', ' 1,500 ')).toEqual({ value: 1500 });
  expect(readStudyNumber('repeats', '1,5')).toEqual({ error: '“1,5” is not a whole number from 2 to 32' });
});

it('refuses an end before the steps done, and names them', () => {
  expect(readEnd('5', 1200)).toEqual({ error: '1,200 steps are done already; Reset for a shorter run' });
  expect(readEnd('1,200', 1200)).toEqual({ value: 1200 });
  expect(readEnd('5', 0)).toEqual({ value: 5 });
  expect(readEnd('soon', 1200)).toEqual({ error: '“soon” is not a whole number from 1 to 1000000' });
});
