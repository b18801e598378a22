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
  assertionResults: tests.map((each) => ({ status: each })),
});

describe('the closing line', () => {
  test('says passed and failed and nothing else', () => {
    expect(closingLine({ passed: 12, failed: 3, skipped: 0 })).toBe('12 passed, 3 failed');
  });

  test('names skipped tests only where there are some', () => {
    expect(closingLine({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped');
  });

  test('adds up every step', () => {
    const sum = add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 });
    expect(sum).toEqual({ passed: 11, failed: 22, skipped: 33 });
  });
});

describe('counting a Vitest report', () => {
  test('counts tests by what became of them', () => {
    const testResults = [
      file('passed', 'passed', 'passed', 'skipped'),
      file('failed', 'passed', 'failed', 'todo'),
    ];
    expect(countVitest({ testResults })).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  test('counts a file that could not be loaded as one failure', () => {
    expect(countVitest({ testResults: [file('failed'), file('passed', 'passed')] })).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    });
  });
});

describe('counting a Playwright report', () => {
  test('counts flaky tests and errors outside of tests as failures', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });
});

describe('the true tally of a runner', () => {
  const allPassed = { passed: 4, failed: 0, skipped: 0 };

  test('is its own count when all went well', () => {
    expect(trueTally(allPassed, 0)).toEqual(allPassed);
  });

  test('has a failure when the runner ended with an error, whatever it counted', () => {
    expect(trueTally(allPassed, 1)).toEqual({ ...allPassed, failed: 1 });
  });

  test('counts failures once', () => {
    expect(trueTally({ passed: 4, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 4, failed: 2, skipped: 0 });
  });

  test('has a failure when there is no report', () => {
    expect(trueTally(null, 0).failed).toBe(1);
  });

  test('has a failure when no test ran, even if some were skipped', () => {
    expect(trueTally(nothing, 0).failed).toBe(1);
    expect(trueTally({ passed: 0, failed: 0, skipped: 7 }, 0)).toEqual({ passed: 0, failed: 1, skipped: 7 });
  });
});
