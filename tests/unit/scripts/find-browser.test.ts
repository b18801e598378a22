import { describe, expect, test } from 'vitest';
import {
  type BrowserPlaces,
  browserFlags,
  findBrowser,
  findOrInstallBrowser,
} from '../../../scripts/find-browser.ts';

function search(programs: readonly string[], given: Partial<BrowserPlaces> = {}) {
  return findBrowser({
    platform: 'linux',
    env: { PATH: '/opt/bin:/usr/bin', HOME: '/home/me' },
    isProgram: (path) => programs.includes(path),
    playwrightPath: () => '/playwright/chrome',
    ...given,
  });
}

describe('finding a browser', () => {
  test('takes CHROME_PATH before any other', () => {
    const env = { PATH: '/usr/bin', CHROME_PATH: '/my/chrome' };
    expect(search(['/my/chrome', '/usr/bin/chromium'], { env })).toEqual({ path: '/my/chrome' });
  });

  test('says so when CHROME_PATH names nothing, though there is another browser', () => {
    const env = { PATH: '/usr/bin', CHROME_PATH: '/my/chrome' };
    expect(search(['/usr/bin/chromium'], { env })).toEqual({
      problem: expect.stringContaining('/my/chrome'),
    });
  });

  test('looks along the PATH', () => {
    expect(search(['/opt/bin/chromium', '/playwright/chrome'])).toEqual({ path: '/opt/bin/chromium' });
  });

  test('prefers Chrome to Chromium', () => {
    expect(search(['/opt/bin/chromium', '/usr/bin/google-chrome'])).toEqual({
      path: '/usr/bin/google-chrome',
    });
  });

  test('knows the applications of macOS, for everyone and for one person', () => {
    const mine = '/home/me/Applications/Chromium.app/Contents/MacOS/Chromium';
    expect(search([mine], { platform: 'darwin' })).toEqual({ path: mine });
  });

  test('knows the program folders of Windows', () => {
    const chrome = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    const env = { PROGRAMFILES: 'C:\\Program Files' };
    expect(search([chrome], { platform: 'win32', env })).toEqual({ path: chrome });
  });

  test("falls back to Playwright's own", () => {
    expect(search(['/playwright/chrome'])).toEqual({ path: '/playwright/chrome' });
  });

  test('without any, says how to get one', () => {
    expect(search([])).toEqual({ problem: expect.stringMatching(/Install Chrome.*CHROME_PATH/) });
  });
});

test('nothing is installed unasked: where root could, it is said how', () => {
  const places: BrowserPlaces = {
    platform: 'linux',
    env: {},
    isProgram: (path) => path === '/usr/bin/apt-get',
    playwrightPath: () => '',
  };
  const said: string[] = [];
  const found = findOrInstallBrowser((line) => said.push(line), places);
  expect(said).toEqual([]);
  expect(found).toEqual({
    problem: expect.stringMatching(/^There is no Chrome or Chromium on this machine\./),
  });
  if (process.getuid?.() === 0) {
    expect(found).toEqual({ problem: expect.stringContaining('NORMSCOPE_INSTALL_BROWSER=1') });
  }
});

test('the sandbox is given up only for root, who cannot have it', () => {
  expect(browserFlags(true)).toContain('--no-sandbox');
  expect(browserFlags(false)).not.toContain('--no-sandbox');
});
