// @ts-check
// Every npm script starts here, before node_modules exists: plain JavaScript, no packages.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [name = '', ...args] = process.argv.slice(2);

requireNode();
process.chdir(root);
resolveDataFolder();
if (!packagesAreInstalled()) installPackages();
await runScript();

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isFit = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!isFit) {
    stop(
      `Normscope needs Node 20.19 or newer (of Node 22: 22.12), and this is ${process.versions.node}. Get it from https://nodejs.org.`,
    );
  }
}

/** A relative folder is meant from where the person typed the command, and npm has moved since. */
function resolveDataFolder() {
  const folder = process.env['NORMSCOPE_MNIST_DIR'];
  if (folder) process.env['NORMSCOPE_MNIST_DIR'] = resolve(process.env['INIT_CWD'] ?? '.', folder);
}

/** Whether what npm noted after its last install is what package-lock.json asks for. */
function packagesAreInstalled() {
  const wanted = lockedPackages('package-lock.json');
  const installed = lockedPackages(join('node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    const here = installed[path];
    return path === '' || (here ? here.version === version : optional || devOptional);
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string; optional?: boolean; devOptional?: boolean }>}
 */
function lockedPackages(file) {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

function installPackages() {
  console.log('Installing packages; the first time this takes about a minute.');
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  options.push('--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000');
  const npm = process.env['npm_execpath'];
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...options], { encoding: 'utf8' })
    : spawnSync('npm', options, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (done.status === 0) return;
  const report = `${done.error?.message ?? ''}\n${done.stdout ?? ''}\n${done.stderr ?? ''}`.trim();
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i.test(report)
  ) {
    stop(
      'The packages could not be installed: the npm registry could not be reached. Connect to the network and run the command again.',
    );
  }
  stop(
    `${report}\nThe packages could not be installed: "npm ci" failed with the report above. Mend what it names and run the command again.`,
  );
}

async function runScript() {
  const script = join(root, 'scripts', `${name}.ts`);
  if (!/^[a-z-]+$/.test(name) || !existsSync(script)) {
    stop(`There is no script "${name}". "npm run" lists the scripts.`);
  }
  const { register } = await import('tsx/esm/api');
  register();
  process.argv = [process.argv[0] ?? '', script, ...args];
  await import(pathToFileURL(script).href);
}

/**
 * @param {string} message
 * @returns {never}
 */
function stop(message) {
  console.error(message);
  process.exit(1);
}
