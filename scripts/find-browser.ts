import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

/** Where a browser was found, or one sentence on why there is none and how to get one. */
export type BrowserSearch = { readonly path: string } | { readonly problem: string };

/** What the search looks at; tests give their own. */
export interface BrowserPlaces {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a program that can be run stands at this path. */
  isProgram(path: string): boolean;
  /** Where Playwright would have put its own Chromium. */
  playwrightPath(): string;
}

/** The search on this machine. */
export const thisMachine: BrowserPlaces = {
  platform: process.platform,
  env: process.env,
  isProgram,
  playwrightPath: () => chromium.executablePath(),
};

const remedy =
  'Install Chrome or Chromium, or run "npx playwright install chromium", or set CHROME_PATH to the program.';

/**
 * Looks for Chrome or Chromium on this machine and installs nothing: CHROME_PATH first, then the usual places of
 * the platform, then Playwright's own.
 */
export function findBrowser(places: BrowserPlaces = thisMachine): BrowserSearch {
  const named = places.env['CHROME_PATH'];
  if (named) {
    if (places.isProgram(named)) return { path: named };
    return {
      problem: `CHROME_PATH is set to ${named}, but there is no program there. Correct it or unset it.`,
    };
  }
  const path = usualPaths(places).find((candidate) => places.isProgram(candidate));
  if (path) return { path };
  const own = places.playwrightPath();
  if (own && places.isProgram(own)) return { path: own };
  return { problem: `There is no Chrome or Chromium on this machine. ${remedy}` };
}

/** As {@link findBrowser}, and where there is none, installs Debian's `chromium` if it can be done unasked. */
export function findOrInstallBrowser(say: (line: string) => void): BrowserSearch {
  const found = findBrowser();
  if ('path' in found || process.env['CHROME_PATH']) return found;
  const apt = aptCommand();
  if (!apt) return found;
  say("No Chrome or Chromium here: installing Debian's chromium with apt-get.");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    const [program = '', ...before] = apt;
    const done = spawnSync(program, [...before, ...args], { env, encoding: 'utf8', timeout: 300_000 });
    if (done.status !== 0 && args[0] === 'install') {
      const why = done.stderr?.trim().split('\n').at(-1) ?? '';
      return { problem: `apt-get could not install chromium (${why}). ${remedy}` };
    }
  }
  return findBrowser();
}

/** Flags for a quiet headless Chromium with WebGL2 on SwiftShader, so that no GPU is needed. */
export function browserFlags(isRoot: boolean = process.getuid?.() === 0): string[] {
  return [
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--ignore-gpu-blocklist',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
    ...(isRoot ? ['--no-sandbox'] : []),
  ];
}

/** Playwright's launch options for {@link findBrowser}'s browser; without one, Playwright says what it misses. */
export function browserLaunchOptions(): { headless: true; args: string[]; executablePath?: string } {
  const found = findBrowser();
  const options = { headless: true as const, args: browserFlags() };
  return 'path' in found ? { ...options, executablePath: found.path } : options;
}

/**
 * {@link browserLaunchOptions} for tests. Without a GPU, putting the page together in WebGL would take as much of the
 * processor as training does; WebGL in workers stays.
 */
export function testLaunchOptions(): ReturnType<typeof browserLaunchOptions> {
  const { args, ...options } = browserLaunchOptions();
  return { ...options, args: [...args, '--disable-gpu-compositing'] };
}

function usualPaths({ platform, env }: BrowserPlaces): string[] {
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    const folders = ['/Applications', join(env['HOME'] ?? '', 'Applications')];
    return folders.flatMap((folder) => apps.map((app) => `${folder}/${app}.app/Contents/MacOS/${app}`));
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((f) => !!f);
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];
    programs.push('Microsoft\\Edge\\Application\\msedge.exe');
    return programs.flatMap((program) => folders.map((folder) => `${folder}\\${program}`));
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const onPath = names.flatMap((name) => folders.filter((f) => f !== '').map((folder) => join(folder, name)));
  return [...onPath, '/opt/google/chrome/chrome'];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** `apt-get` as this user may run it without being asked for a password, or null. */
export function aptCommand(): string[] | null {
  if (process.platform !== 'linux' || !isProgram('/usr/bin/apt-get')) return null;
  if (process.getuid?.() === 0) return ['apt-get'];
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore', timeout: 5_000 });
    return ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  } catch {
    return null;
  }
}
