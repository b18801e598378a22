import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { configDefaults, defineConfig } from 'vitest/config';
import { vitestProgress } from './scripts/checks/vitest-progress.ts';
import { testLaunchOptions } from './scripts/find-browser.ts';
import { depth, patienceMs } from './tests/depth.ts';

const report = process.env['NORMSCOPE_REPORT'];
const jsonReport: ['json', { outputFile: string }][] = report ? [['json', { outputFile: report }]] : [];

/** What the tests of both projects have in common. */
const common = {
  // Hung tests are ended by their silence (scripts/checks/run-program.ts), slow ones are not.
  testTimeout: 0,
  hookTimeout: 0,
  teardownTimeout: patienceMs,
  expect: { poll: { timeout: patienceMs } },
  exclude: [...configDefaults.exclude, ...(depth === 'full' ? [] : ['**/*.full.test.{ts,tsx}'])],
  env: { NORMSCOPE_TESTS: depth, NORMSCOPE_PATIENCE: String(patienceMs / 1000) },
};

export default defineConfig({
  test: {
    reporters: ['default', vitestProgress, ...jsonReport],
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/property-setup.ts'],
          // Loading the modules anew for every file takes longer than most files' tests.
          isolate: false,
          // Also where there are two cores: Vitest would leave one to itself, which hardly needs it.
          maxWorkers: Math.max(2, availableParallelism() - 1),
        },
      },
      {
        extends: './vite.config.ts',
        optimizeDeps: { entries: ['tests/browser/**/*.{ts,tsx}'] },
        test: {
          ...common,
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            connectTimeout: patienceMs,
            provider: playwright({ launchOptions: testLaunchOptions(), actionTimeout: patienceMs }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
