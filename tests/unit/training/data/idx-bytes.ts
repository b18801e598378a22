import { type Dataset, IMAGE_PIXELS } from '../../../../src/training/data/dataset.ts';

/** Bytes of an IDX file: a header of unsigned-byte type and the given sizes, then `body`. */
export function idxBytes(sizes: readonly number[], body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * sizes.length + body.length);
  const view = new DataView(bytes.buffer);
  bytes[2] = 0x08;
  bytes[3] = sizes.length;
  sizes.forEach((size, dimension) => {
    view.setUint32(4 + 4 * dimension, size);
  });
  bytes.set(body, 4 + 4 * sizes.length);
  return bytes;
}

/** An images file; each image is filled with its place (modulo 256). */
export function imagesFile(count: number): Uint8Array {
  const body = Uint8Array.from({ length: count * IMAGE_PIXELS }, (_, index) =>
    Math.floor(index / IMAGE_PIXELS),
  );
  return idxBytes([count, 28, 28], body);
}

/** A labels file; each label is its place modulo 10. */
export function labelsFile(count: number): Uint8Array {
  return idxBytes(
    [count],
    Uint8Array.from({ length: count }, (_, index) => index % 10),
  );
}

/** Whether two datasets hold the same examples in the same order. */
export function sameExamples(one: Dataset, other: Dataset): boolean {
  return (['train', 'test'] as const).every(
    (part) =>
      Buffer.compare(one[part].images, other[part].images) === 0 &&
      Buffer.compare(one[part].labels, other[part].labels) === 0,
  );
}
