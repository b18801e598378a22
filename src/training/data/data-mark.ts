import type { Dataset, DigitSet } from './dataset.ts';

/** So many pixels of a set are looked at, evenly spread: enough to tell any two apart that people meet. */
const PIXELS_READ = 1 << 16;

const marks = new WeakMap<Dataset, string>();

/** A short text that tells a data set from others, by its counts, labels and pixels: the same on every machine. */
export function markOfData(data: Dataset): string {
  const known = marks.get(data);
  if (known !== undefined) return known;
  const { source, test, train } = data;
  const mark = `${source}-${train.count}-${test.count}-${hash([train, test]).toString(16).padStart(8, '0')}`;
  marks.set(data, mark);
  return mark;
}

/** FNV-1a, 32 bits. */
function hash(sets: readonly DigitSet[]): number {
  let state = 0x811c9dc5;
  const add = (byte: number) => {
    state = Math.imul(state ^ byte, 0x01000193);
  };
  for (const { images, labels } of sets) {
    labels.forEach(add);
    // An odd stride, so that it does not keep to some columns of the images.
    const stride = Math.max(1, Math.floor(images.length / PIXELS_READ)) | 1;
    for (let index = 0; index < images.length; index += stride) add(images[index] as number);
  }
  return state >>> 0;
}
