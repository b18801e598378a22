import { resolve } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { testLaunchOptions } from './scripts/find-browser.ts';
import { freePort } from './scripts/server/free-port.ts';
import { depth, patienceMs } from './tests/depth.ts';
import { writeSmallDigits } from './tests/e2e/digit-files.ts';

const digits = '.cache/e2e-digits';
// Playwright's workers read this file again: they need the same port, and the digits are there already.
if (process.env['NORMSCOPE_E2E_PORT'] === undefined) {
  process.env['NORMSCOPE_E2E_PORT'] = String(await freePort());
  await writeSmallDigits(digits);
}
const port = process.env['NORMSCOPE_E2E_PORT'];
const ignored = depth === 'full' ? [] : ['**/*.full.test.ts'];
const ELSEWHERE = ['phone/**', 'engines/**'];
const address = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results',
  // Each wait has its limit. A hung test is ended by its silence (scripts/checks/run-program.ts), a slow one is not.
  timeout: 0,
  expect: { timeout: patienceMs },
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: {
    baseURL: address,
    actionTimeout: patienceMs,
    navigationTimeout: patienceMs,
    screenshot: 'only-on-failure',
    launchOptions: testLaunchOptions(),
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: [...ignored, ...ELSEWHERE],
      use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone',
      testMatch: 'phone/*.test.ts',
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
    { name: 'firefox', testMatch: 'engines/*.test.ts' },
    { name: 'webkit', testMatch: 'engines/*.test.ts' },
  ],
  webServer: {
    command: `node scripts/bootstrap.mjs start --no-open --offline --port ${port}`,
    env: { NORMSCOPE_MNIST_DIR: resolve(digits) },
    url: address,
    reuseExistingServer: false,
    timeout: patienceMs,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
