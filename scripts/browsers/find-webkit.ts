import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type BrowserPlaces, thisMachine } from '../find-browser.ts';

/** The programs that drive WebKitGTK without a screen. */
export interface WebKitPrograms {
  readonly driver: string;
  readonly miniBrowser: string;
  readonly xvfb: string;
}

/** The programs, or one sentence on what is missing. */
export type WebKitSearch = WebKitPrograms | { readonly problem: string };

/** What the search looks at; tests give their own. */
export interface WebKitPlaces extends Pick<BrowserPlaces, 'platform' | 'env' | 'isProgram'> {
  /** The names in a folder; none when there is no such folder. */
  namesIn(folder: string): readonly string[];
}

/** Looks for WebKitGTK with its driver, and for Xvfb as its screen. Installs nothing. */
export function findWebKit(places: WebKitPlaces = { ...thisMachine, namesIn }): WebKitSearch {
  if (places.platform !== 'linux') {
    return { problem: 'WebKit is tested with WebKitGTK, which runs on Linux only.' };
  }
  const driver = onPath('WebKitWebDriver', places);
  const miniBrowser = miniBrowserPaths(places).find((path) => places.isProgram(path));
  const xvfb = onPath('Xvfb', places);
  if (driver && miniBrowser && xvfb) return { driver, miniBrowser, xvfb };
  const missing = Object.entries({ WebKitWebDriver: driver, MiniBrowser: miniBrowser, Xvfb: xvfb })
    .filter(([, path]) => !path)
    .map(([name]) => name);
  return {
    problem: `WebKit is not installed: there is no ${missing.join(' and no ')}. On Debian and Ubuntu, "npm run test:full" installs it.`,
  };
}

function onPath(name: string, { env, isProgram }: WebKitPlaces): string | undefined {
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((path) => isProgram(path));
}

/** Debian puts it in a folder for the processor, other distributions in `lib64` or `libexec`. */
function miniBrowserPaths({ namesIn: names }: WebKitPlaces): string[] {
  const roots = [
    ...names('/usr/lib').map((name) => `/usr/lib/${name}`),
    '/usr/lib',
    '/usr/lib64',
    '/usr/libexec',
  ];
  return roots.flatMap((root) =>
    names(root)
      .filter((name) => /^webkit2?gtk-\d/.test(name))
      .map((name) => `${root}/${name}/MiniBrowser`),
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
