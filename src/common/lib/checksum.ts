/**
 * FNV-1a over whole words: tells damage, not intent.
 *
 * @param lists of single-precision numbers, NaNs and all
 * @param before the checksum of the lists before these
 */
export function checksumOf(lists: readonly Float32Array[], before = 0x811c9dc5): number {
  let state = before;
  for (const list of lists) {
    const words = new Uint32Array(list.buffer, list.byteOffset, list.length);
    for (let index = 0; index < words.length; index++) {
      state = Math.imul(state ^ (words[index] as number), 0x01000193);
    }
    state = Math.imul(state ^ list.length, 0x01000193);
  }
  return state >>> 0;
}
