import { expect, test } from 'vitest';
import { readTestArguments } from '../../../../scripts/checks/test-arguments.ts';

const groupsOf = (...args: string[]) => new Set(readTestArguments(args).steps.map((step) => step.group));

test('without arguments every step runs, at the short depth', () => {
  expect(groupsOf()).toEqual(new Set(['check', 'unit', 'browser', 'build', 'e2e']));
  expect(readTestArguments([]).full).toBe(false);
});

test('--full runs every case, also of some steps', () => {
  expect(readTestArguments(['--full']).full).toBe(true);
  expect(readTestArguments(['--only', 'unit', '--full'])).toMatchObject({
    full: true,
    steps: [{ group: 'unit' }],
  });
});

test('--only chooses parts', () => {
  expect(groupsOf('--only', 'unit,check')).toEqual(new Set(['check', 'unit']));
});

test('the tests of the built page bring the build with them', () => {
  expect(groupsOf('--only', 'e2e')).toEqual(new Set(['build', 'e2e']));
});

test('an unknown part or option is named', () => {
  expect(() => readTestArguments(['--only', 'units'])).toThrow('"units"');
  expect(() => readTestArguments(['--onyl', 'unit'])).toThrow("'--onyl'");
  expect(() => readTestArguments(['unit'])).toThrow("'unit'");
});
