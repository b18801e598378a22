/** How many tests or checks went how. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** One line for each: the test, and why where the reason is known. */
  readonly skipped: readonly string[];
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: [] };
export const onePassed: Tally = { ...nothing, passed: 1 };
export const oneFailed: Tally = { ...nothing, failed: 1 };

export function add(left: Tally, right: Tally): Tally {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: [...left.skipped, ...right.skipped],
  };
}

/** The closing line: `N passed, N failed`, and `, N skipped` where some were. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
}

/** The part of Vitest's JSON report that is counted. */
interface VitestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Counts a Vitest JSON report; a file that failed without a failed test (it could not be loaded) is one failure. */
export function countVitest(report: VitestReport): Tally {
  let tally = nothing;
  for (const file of report.testResults) {
    const count = (wanted: string) => file.assertionResults.filter(({ status }) => status === wanted).length;
    const passed = count('passed');
    const failed = count('failed');
    const skipped = file.assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName);
    tally = add(tally, { passed, failed: failed || (file.status === 'failed' ? 1 : 0), skipped });
  }
  return tally;
}

/** A file of tests, or a group in it, in Playwright's JSON report. */
export interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
}

/** The part of Playwright's JSON report that is counted. */
interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
  };
  readonly suites: readonly PlaywrightSuite[];
  readonly errors: readonly unknown[];
}

/** Counts a Playwright JSON report; an error outside of any test (the server did not start) is a failure too. */
export function countPlaywright({ stats, suites, errors }: PlaywrightReport): Tally {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: suites.flatMap(skippedIn),
  };
}

function skippedIn({ suites = [], specs }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => status === 'skipped')
      .map(({ projectName, annotations }) => {
        const why = annotations.find(({ type }) => type === 'skip')?.description;
        return `[${projectName}] ${title}${why === undefined ? '' : `: ${why}`}`;
      }),
  );
  return [...own, ...suites.flatMap(skippedIn)];
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
