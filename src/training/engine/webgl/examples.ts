import type { Gpu } from './gpu/gpu.ts';
import type { ImageTexture } from './gpu/image-texture.ts';
import { BLOCK, blocksOf, type Matrix } from './gpu/matrix.ts';

/** The label of a row that is there to fill the last block or the last pass, and does not count. */
const NONE = -1;

/**
 * Places in a set and the labels there, as two rows: the small upload from which a batch is gathered.
 *
 * @param rows at least as many as there are places; the others are filled with images of the set, from its start on
 */
export function putExamples(gpu: Gpu, { labels }: ImageTexture, places: Uint32Array, rows: number): Matrix {
  const columns = blocksOf(rows) * BLOCK;
  const values = new Float32Array(2 * columns).fill(NONE, columns);
  for (let row = 0; row < columns; row++) {
    const isOwn = row < places.length;
    values[row] = isOwn ? (places[row] as number) : (row - places.length) % labels.length;
    if (isOwn) values[columns + row] = labels[places[row] as number] as number;
  }
  return gpu.upload(values, columns);
}
