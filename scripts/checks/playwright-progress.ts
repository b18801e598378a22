import type { Reporter, TestCase } from '@playwright/test/reporter';
import { tellProgress, testName } from './progress.ts';

const nameOf = (test: TestCase) => testName(test.location.file, test.title);

/** Reports each test of Playwright to the process that started it. */
export default class PlaywrightProgress implements Reporter {
  onTestBegin(test: TestCase): void {
    tellProgress({ test: nameOf(test), state: 'started' });
  }

  onTestEnd(test: TestCase): void {
    tellProgress({ test: nameOf(test), state: 'ended' });
  }

  printsToStdio(): boolean {
    return false;
  }
}
