import { describe, expect, test } from 'vitest';
import {
  add,
  closingLine,
  countPlaywright,
  countVitest,
  nothing,
  trueTally,
} from '../../../../scripts/checks/tally.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each, fullName: `${each} test` })),
});

describe('the closing line', () => {
  test('says passed and failed and nothing else', () => {
    expect(closingLine({ passed: 12, failed: 3, skipped: [] })).toBe('12 passed, 3 failed');
  });

  test('names skipped tests only where there are some', () => {
    expect(closingLine({ passed: 1, failed: 0, skipped: ['a', 'b'] })).toBe('1 passed, 0 failed, 2 skipped');
  });

  test('adds up every step', () => {
    const sum = add({ passed: 1, failed: 2, skipped: ['a'] }, { passed: 10, failed: 20, skipped: ['b'] });
    expect(sum).toEqual({ passed: 11, failed: 22, skipped: ['a', 'b'] });
  });
});

describe('counting a Vitest report', () => {
  test('counts tests by what became of them', () => {
    const testResults = [
      file('passed', 'passed', 'passed', 'skipped'),
      file('failed', 'passed', 'failed', 'todo'),
    ];
    expect(countVitest({ testResults })).toEqual({
      passed: 3,
      failed: 1,
      skipped: ['skipped test', 'todo test'],
    });
  });

  test('counts a file that could not be loaded as one failure', () => {
    expect(countVitest({ testResults: [file('failed'), file('passed', 'passed')] })).toEqual({
      passed: 1,
      failed: 1,
      skipped: [],
    });
  });
});

describe('counting a Playwright report', () => {
  test('counts flaky tests and errors outside of tests as failures', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1 };
    expect(countPlaywright({ stats, suites: [], errors: [{}] })).toEqual({
      passed: 5,
      failed: 3,
      skipped: [],
    });
  });

  test('names skipped tests with their project and the reason, in groups too', () => {
    const spec = (
      title: string,
      status: string,
      ...annotations: { type: string; description?: string }[]
    ) => ({
      title,
      tests: [{ projectName: 'webkit', status, annotations }],
    });
    const inner = { specs: [spec('later', 'skipped')] };
    const outer = {
      specs: [
        spec('the main job', 'skipped', { type: 'skip', description: 'Not installed.' }),
        spec('passed', 'expected'),
      ],
      suites: [inner],
    };
    const stats = { expected: 1, unexpected: 0, flaky: 0 };
    expect(countPlaywright({ stats, suites: [outer], errors: [] }).skipped).toEqual([
      '[webkit] the main job: Not installed.',
      '[webkit] later',
    ]);
  });
});

describe('the true tally of a runner', () => {
  const allPassed = { passed: 4, failed: 0, skipped: [] };

  test('is its own count when all went well', () => {
    expect(trueTally(allPassed, 0)).toEqual(allPassed);
  });

  test('has a failure when the runner ended with an error, whatever it counted', () => {
    expect(trueTally(allPassed, 1)).toEqual({ ...allPassed, failed: 1 });
  });

  test('counts failures once', () => {
    expect(trueTally({ passed: 4, failed: 2, skipped: [] }, 1)).toEqual({
      passed: 4,
      failed: 2,
      skipped: [],
    });
  });

  test('has a failure when there is no report', () => {
    expect(trueTally(null, 0).failed).toBe(1);
  });

  test('has a failure when no test ran, even if some were skipped', () => {
    expect(trueTally(nothing, 0).failed).toBe(1);
    expect(trueTally({ passed: 0, failed: 0, skipped: ['a'] }, 0)).toEqual({
      passed: 0,
      failed: 1,
      skipped: ['a'],
    });
  });
});
