import { describe, expect, test } from 'vitest';
import { type FirefoxPlaces, findFirefox } from '../../../../scripts/browsers/find-firefox.ts';
import { findWebKit } from '../../../../scripts/browsers/find-webkit.ts';

const linux = { platform: 'linux', env: { PATH: '/opt/bin:/usr/bin', HOME: '/home/me' } } as const;

describe('finding Firefox', () => {
  const search = (programs: readonly string[], given: Partial<FirefoxPlaces> = {}) =>
    findFirefox({ ...linux, isProgram: (path) => programs.includes(path), ...given });

  test('takes FIREFOX_PATH before any other, and says so when it names nothing', () => {
    const env = { ...linux.env, FIREFOX_PATH: '/my/firefox' };
    expect(search(['/my/firefox', '/usr/bin/firefox'], { env })).toEqual({ path: '/my/firefox' });
    expect(search(['/usr/bin/firefox'], { env })).toEqual({
      problem: expect.stringMatching(/FIREFOX_PATH.*\/my\/firefox/),
    });
  });

  test("looks along the PATH, for Debian's name too", () => {
    expect(search(['/opt/bin/firefox'])).toEqual({ path: '/opt/bin/firefox' });
    expect(search(['/usr/bin/firefox-esr'])).toEqual({ path: '/usr/bin/firefox-esr' });
  });

  test('knows where macOS and Windows have it', () => {
    const app = '/Applications/Firefox.app/Contents/MacOS/firefox';
    expect(search([app], { platform: 'darwin' })).toEqual({ path: app });
    const exe = 'C:\\Program Files\\Mozilla Firefox\\firefox.exe';
    const env = { PROGRAMFILES: 'C:\\Program Files' };
    expect(search([exe], { platform: 'win32', env })).toEqual({ path: exe });
  });

  test('without any, says how to get it', () => {
    expect(search([])).toEqual({ problem: expect.stringMatching(/not installed.*test:full.*FIREFOX_PATH/) });
  });
});

describe('finding WebKit', () => {
  const miniBrowser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
  const all = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb', miniBrowser];
  const folders: Readonly<Record<string, readonly string[]>> = {
    '/usr/lib': ['python3', 'x86_64-linux-gnu'],
    '/usr/lib/x86_64-linux-gnu': ['libc.so.6', 'webkit2gtk-4.1'],
  };
  const search = (programs: readonly string[], platform: NodeJS.Platform = 'linux') =>
    findWebKit({
      ...linux,
      platform,
      isProgram: (path) => programs.includes(path),
      namesIn: (folder) => folders[folder] ?? [],
    });

  test("finds Debian's driver, browser and screen", () => {
    expect(search(all)).toEqual({ driver: '/usr/bin/WebKitWebDriver', miniBrowser, xvfb: '/usr/bin/Xvfb' });
  });

  test('names what is missing, and how to get it', () => {
    expect(search(['/usr/bin/Xvfb'])).toEqual({
      problem: expect.stringMatching(/no WebKitWebDriver and no MiniBrowser\. .*test:full/),
    });
  });

  test('is not looked for on other systems', () => {
    expect(search(all, 'darwin')).toEqual({ problem: expect.stringContaining('Linux') });
  });
});
