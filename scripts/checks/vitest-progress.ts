import type { Reporter, TestCase } from 'vitest/node';
import { type TestProgress, tellProgress, testName } from './progress.ts';

const tell = (test: TestCase, state: TestProgress['state']) =>
  tellProgress({ test: testName(test.module.moduleId, test.fullName), state });

/** Reports each test of Vitest to the process that started it. */
export const vitestProgress: Reporter = {
  onTestCaseReady: (test) => tell(test, 'started'),
  onTestCaseResult: (test) => tell(test, 'ended'),
};
