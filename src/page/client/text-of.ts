const MARKS = [
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
] as const;

/** The text of a file: UTF-8, or UTF-16 where a byte-order mark says so. The mark is left out. */
export function textOf(bytes: Uint8Array): string {
  const [encoding = 'utf-8'] = MARKS.find(([, one, two]) => bytes[0] === one && bytes[1] === two) ?? [];
  return new TextDecoder(encoding).decode(bytes);
}
