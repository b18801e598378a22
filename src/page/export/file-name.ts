import { cleanText } from '../../common/lib/clean-text.ts';

/** Names that Windows keeps for devices, with any extension. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
/** Longest name before its extension: with a mark and a folder it fits into what file systems hold. */
const LONGEST = 150;

/** A name under which Windows, macOS and Linux can store a file. */
export function safeFileName(name: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  const safe = safePart(stem, LONGEST) || 'normscope';
  return `${DEVICES.test(safe.split('.', 1)[0] ?? '') ? '_' : ''}${safe}${safePart(extension, 10)}`;
}

const safePart = (text: string, most: number): string =>
  [...cleanText(text).replaceAll(/[<>:"/\\|?*]/g, '-')]
    .slice(0, most)
    .join('')
    .replaceAll(/^[\s]+|[\s.]+$/g, '');

/**
 * A name that is not taken: with -2, -3 and so on before its extension where it is. It is taken from then on.
 *
 * @param used names so far, in small letters: some file systems tell no capitals
 */
export function unusedName(name: string, used: Set<string>): string {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  let free = name;
  for (let copy = 2; used.has(free.toLowerCase()); copy++) free = `${stem}-${copy}${extension}`;
  used.add(free.toLowerCase());
  return free;
}
