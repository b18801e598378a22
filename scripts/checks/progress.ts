import { basename } from 'node:path';

/** What a test runner tells the process that started it: which test began or ended. */
export interface TestProgress {
  readonly test: string;
  readonly state: 'started' | 'ended';
}

/** Tells the parent process; does nothing when the runner was started by hand. */
export const tellProgress = (progress: TestProgress): void => void process.send?.(progress);

/** @returns null for any other message */
export function readProgress(message: unknown): TestProgress | null {
  if (typeof message !== 'object' || message === null) return null;
  const { test, state } = message as Record<string, unknown>;
  return typeof test === 'string' && (state === 'started' || state === 'ended') ? { test, state } : null;
}

/** The name of a test as progress reports show it. */
export const testName = (file: string, title: string): string => `${basename(file)} > ${title}`;
