import { APP_VERSION } from '../../common/experiment/app-version.ts';
import { SETTINGS } from '../../common/experiment/settings.ts';

/**
 * What a bug report needs: version, browser, names of the settings in the link, message, and where it came from. Without addresses'
 * hosts and values, and without what the page quotes, which may be names of runs and files.
 */
export function errorReport(error: unknown, componentStack: string): string {
  const link = `${location.search.slice(1)}&${location.hash.slice(1)}`;
  const settings = [...new URLSearchParams(link).keys()].filter((name) => name in SETTINGS).join(', ');
  return [
    `Normscope ${APP_VERSION}`,
    `Browser: ${navigator.userAgent}`,
    `Settings in the link: ${settings === '' ? 'none' : settings}`,
    `Error: ${withoutNames(error instanceof Error ? `${error.name}: ${error.message}` : String(error))}`,
    'Where:',
    withoutNames(componentStack.trim()),
  ].join('\n');
}

const withoutNames = (text: string): string =>
  text
    .replaceAll(/[“"][^”"\n]*[”"]/g, '“…”')
    .replaceAll(/https?:\/\/[^/\s]+/g, '')
    .replaceAll(/\?[^\s:)]*/g, '');
