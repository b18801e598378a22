import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const APT = '/usr/bin/apt-get';

/**
 * Installs Debian packages as root, never by `sudo`.
 *
 * @returns null when it worked, otherwise one sentence on why not
 */
export function aptInstall(packages: readonly string[], say: (line: string) => void): string | null {
  const wanted = `apt-get install ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync(APT)) {
    return `not installed. To install it on Debian or Ubuntu, run "${wanted}" as root.`;
  }
  say(`Running "${wanted}".`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (args: readonly string[]) => spawnSync(APT, args, { env, encoding: 'utf8', timeout: 600_000 });
  run(['update']);
  const done = run(['install', '--yes', '--no-install-recommends', ...packages]);
  if (done.status === 0) return null;
  return `"${wanted}" failed: ${done.stderr?.trim().split('\n').at(-1) ?? done.error?.message ?? ''}`;
}
