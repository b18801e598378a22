import { type DigitSet, IMAGE_PIXELS, imagesAt } from './dataset.ts';

const ordered = new WeakMap<DigitSet, DigitSet>();

/**
 * A test set in the order in which it is evaluated: that of a hash of each image, so it looks shuffled, and is the same for every seed,
 * machine and order of the file. Batch statistics are those of a pass of the evaluation: with passes in the order of the file, a file
 * sorted by label would have one digit in each pass, and the accuracy would say more about the file than about the network.
 */
export function inTestOrder(set: DigitSet): DigitSet {
  const known = ordered.get(set);
  if (known !== undefined) return known;
  const hashes = Uint32Array.from({ length: set.count }, (_, place) => hashOf(set.images, place));
  const places = Uint32Array.from(hashes, (_, place) => place).sort(
    (one, other) =>
      (hashes[one] as number) - (hashes[other] as number) ||
      (set.labels[one] as number) - (set.labels[other] as number) ||
      compareImages(set.images, one, other),
  );
  const result = imagesAt(set, places);
  ordered.set(set, result);
  return result;
}

/** FNV-1a over the pixels, then MurmurHash3's last mix, without which the top bits say little. */
function hashOf(images: Uint8Array, place: number): number {
  let state = 0x811c9dc5;
  for (let at = place * IMAGE_PIXELS; at < (place + 1) * IMAGE_PIXELS; at++) {
    state = Math.imul(state ^ (images[at] as number), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** For two images with one hash, as equal ones have: which of those comes first changes nothing. */
function compareImages(images: Uint8Array, one: number, other: number): number {
  for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) {
    const difference =
      (images[one * IMAGE_PIXELS + pixel] as number) - (images[other * IMAGE_PIXELS + pixel] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
