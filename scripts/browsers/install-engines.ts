import { aptInstall } from './apt-install.ts';
import { findFirefox } from './find-firefox.ts';
import { findWebKit } from './find-webkit.ts';

/**
 * Installs Debian's packages of the engines that are missing, where this user may. Without an engine, its tests are
 * skipped with the reason.
 */
export function installEngines(say: (line: string) => void): void {
  const install = (name: string, packages: readonly string[]) => {
    const problem = aptInstall(packages, say);
    if (problem !== null) say(`${name}: ${problem}`);
  };
  // A FIREFOX_PATH that names nothing has to be corrected; another Firefox would not be taken.
  if (!process.env['FIREFOX_PATH'] && 'problem' in findFirefox()) install('Firefox', ['firefox-esr']);
  if (process.platform === 'linux' && 'problem' in findWebKit()) {
    install('WebKit', ['webkit2gtk-driver', 'xvfb', 'libgl1-mesa-dri']);
  }
}
