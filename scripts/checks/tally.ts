/** How many tests or checks went how. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };
export const onePassed: Tally = { ...nothing, passed: 1 };
export const oneFailed: Tally = { ...nothing, failed: 1 };

export function add(left: Tally, right: Tally): Tally {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

/** The closing line: `N passed, N failed`, and `, N skipped` where some were. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The part of Vitest's JSON report that is counted. */
interface VitestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Counts a Vitest JSON report; a file that failed without a failed test (it could not be loaded) is one failure. */
export function countVitest(report: VitestReport): Tally {
  let tally = nothing;
  for (const file of report.testResults) {
    const count = (...wanted: string[]) =>
      file.assertionResults.filter((t) => wanted.includes(t.status)).length;
    const passed = count('passed');
    const failed = count('failed');
    const skipped = file.assertionResults.length - passed - failed;
    tally = add(tally, { passed, failed: failed || (file.status === 'failed' ? 1 : 0), skipped });
  }
  return tally;
}

/** The part of Playwright's JSON report that is counted. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
}

/** Counts a Playwright JSON report; an error outside of any test (the server did not start) is a failure too. */
export function countPlaywright({ stats, errors }: PlaywrightReport): Tally {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * What a runner's count is worth: a runner that ended with an error has at least one failure, and so has one that
 * ran no test.
 *
 * @param counted null when the runner left no report that could be read
 */
export function trueTally(counted: Tally | null, exitCode: number): Tally {
  const tally = counted ?? nothing;
  const ranNothing = tally.passed + tally.failed === 0;
  return tally.failed === 0 && (exitCode !== 0 || ranNothing) ? { ...tally, failed: 1 } : tally;
}
