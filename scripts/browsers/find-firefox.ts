import { delimiter, join } from 'node:path';
import { type BrowserPlaces, type BrowserSearch, thisMachine } from '../find-browser.ts';

/** The parts of {@link BrowserPlaces} that the search for Firefox needs. */
export type FirefoxPlaces = Pick<BrowserPlaces, 'platform' | 'env' | 'isProgram'>;

/** Looks for Firefox on this machine: FIREFOX_PATH first, then the usual places. Installs nothing. */
export function findFirefox(places: FirefoxPlaces = thisMachine): BrowserSearch {
  const named = places.env['FIREFOX_PATH'];
  if (named) {
    if (places.isProgram(named)) return { path: named };
    return {
      problem: `FIREFOX_PATH is set to ${named}, but there is no program there. Correct it or unset it.`,
    };
  }
  const path = usualPaths(places).find((candidate) => places.isProgram(candidate));
  if (path) return { path };
  return {
    problem:
      'Firefox is not installed. Install it (on Debian and Ubuntu, "npm run test:full" does), or set FIREFOX_PATH to the program.',
  };
}

function usualPaths({ platform, env }: FirefoxPlaces): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env['HOME'] ?? '', 'Applications')];
    return folders.map((folder) => `${folder}/Firefox.app/Contents/MacOS/firefox`);
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((f) => !!f);
    return folders.map((folder) => `${folder}\\Mozilla Firefox\\firefox.exe`);
  }
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return ['firefox-esr', 'firefox'].flatMap((name) =>
    folders.filter((folder) => folder !== '').map((folder) => join(folder, name)),
  );
}
