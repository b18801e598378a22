import { defineConfig, devices } from '@playwright/test';
import { browserLaunchOptions } from './scripts/find-browser.ts';
import { freePort } from './scripts/server/free-port.ts';

// Playwright's workers read this file again and must come to the same port.
process.env['NORMSCOPE_E2E_PORT'] ??= String(await freePort());
const port = process.env['NORMSCOPE_E2E_PORT'];
const address = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: { baseURL: address, screenshot: 'only-on-failure', launchOptions: browserLaunchOptions() },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } } },
  ],
  webServer: {
    command: `node scripts/bootstrap.mjs start --no-open --offline --port ${port}`,
    url: address,
    reuseExistingServer: false,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
