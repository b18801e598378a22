import { spawnSync } from 'node:child_process';
import { aptCommand } from '../find-browser.ts';

/**
 * Installs Debian packages where this user may without being asked for a password.
 *
 * @returns null when it worked, otherwise one sentence on why not
 */
export function aptInstall(packages: readonly string[], say: (line: string) => void): string | null {
  const apt = aptCommand();
  const wanted = `apt-get install ${packages.join(' ')}`;
  if (!apt) return `not installed. To install it on Debian or Ubuntu, run "${wanted}" as root.`;
  say(`Running "${wanted}".`);
  const [program = '', ...before] = apt;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (args: readonly string[]) =>
    spawnSync(program, [...before, ...args], { env, encoding: 'utf8', timeout: 600_000 });
  run(['update']);
  const done = run(['install', '--yes', '--no-install-recommends', ...packages]);
  if (done.status === 0) return null;
  return `"${wanted}" failed: ${done.stderr?.trim().split('\n').at(-1) ?? done.error?.message ?? ''}`;
}
