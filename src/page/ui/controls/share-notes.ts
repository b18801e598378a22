import { formatWhole } from '../../../common/lib/format.ts';

/** Links above this length are cut by some programs for mail and chat. */
const LONG_LINK = 2000;

/** Whether a host name means the computer itself, so that no other computer reaches it. */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/i.test(hostname);

/** What a person must know of a link before sending it, a sentence each. */
export function shareNotes(link: string): readonly string[] {
  const { hostname, host } = new URL(link);
  return [
    ...(isLoopback(hostname)
      ? [
          `This link works only on this computer: ${host} is its own address. To share the settings with others, send them what follows the # to open on their copy of Normscope, or send the run file.`,
        ]
      : []),
    ...(link.length > LONG_LINK
      ? [
          `The link is ${formatWhole(link.length)} characters long. Some mail and chat programs cut links that long; a run file is safer.`,
        ]
      : []),
  ];
}
