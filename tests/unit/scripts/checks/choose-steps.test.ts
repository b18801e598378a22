import { expect, test } from 'vitest';
import { chooseSteps } from '../../../../scripts/checks/choose-steps.ts';

const groupsOf = (...args: string[]) => [...new Set(chooseSteps(args).map((step) => step.group))];

test('without arguments every step runs, the build before the tests of the built page', () => {
  expect(groupsOf()).toEqual(['check', 'unit', 'browser', 'build', 'e2e']);
});

test('--only chooses parts, in their own order', () => {
  expect(groupsOf('--only', 'unit,check')).toEqual(['check', 'unit']);
});

test('the tests of the built page bring the build with them', () => {
  expect(groupsOf('--only', 'e2e')).toEqual(['build', 'e2e']);
});

test('an unknown part or option is named', () => {
  expect(() => chooseSteps(['--only', 'units'])).toThrow('"units"');
  expect(() => chooseSteps(['--onyl', 'unit'])).toThrow("'--onyl'");
  expect(() => chooseSteps(['unit'])).toThrow("'unit'");
});
