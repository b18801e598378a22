/** The side of an image in pixels. */
export const IMAGE_SIDE = 28;

/** Pixels in an image. */
export const IMAGE_PIXELS = IMAGE_SIDE * IMAGE_SIDE;

/** Labels run from 0 to `CLASS_COUNT - 1`. */
export const CLASS_COUNT = 10;

/** Labelled images. */
export interface DigitSet {
  readonly count: number;
  /** `count` images of 28x28, row by row, 0 (paper) to 255 (ink). */
  readonly images: Uint8Array;
  /** `count` labels, 0 to 9. */
  readonly labels: Uint8Array;
}

/** The examples at some places of a set, copied. */
export function imagesAt({ images, labels }: DigitSet, places: ArrayLike<number>): DigitSet {
  const count = places.length;
  const copy = new Uint8Array(count * IMAGE_PIXELS);
  for (let row = 0; row < count; row++) {
    const from = (places[row] as number) * IMAGE_PIXELS;
    copy.set(images.subarray(from, from + IMAGE_PIXELS), row * IMAGE_PIXELS);
  }
  return { count, images: copy, labels: Uint8Array.from(places, (place) => labels[place] as number) };
}

/** What a network trains on and what it is tested on. */
export interface Dataset {
  readonly source: 'mnist' | 'generated' | 'gaussian' | 'files';
  /** What the data are called on the page. */
  readonly name: string;
  readonly train: DigitSet;
  readonly test: DigitSet;
  /** Something the person should know about the data, or null. */
  readonly note: string | null;
}
