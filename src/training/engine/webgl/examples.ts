import type { Gpu } from './gpu/gpu.ts';
import type { ImageTexture } from './gpu/image-texture.ts';
import { BLOCK, blocksOf, type Matrix } from './gpu/matrix.ts';

/** The label of a row that is there to fill the last block or the last pass, and does not count. */
const NONE = -1;

/**
 * Places in a set and the labels there, as two rows: the small upload from which batches are gathered.
 *
 * @param places of the batches, one after the other
 * @param rows of a batch, at least as many as there are places of it; the others are filled with images of the set, from its start on
 */
export function putExamples(
  gpu: Gpu,
  { labels }: ImageTexture,
  places: Uint32Array,
  rows: number,
  batches: number,
): Matrix {
  const [columns, own] = [blocksOf(rows) * BLOCK, places.length / batches];
  const all = batches * columns;
  const values = new Float32Array(2 * all).fill(NONE, all);
  for (let at = 0; at < all; at++) {
    const [batch, row] = [Math.floor(at / columns), at % columns];
    const place = row < own ? (places[batch * own + row] as number) : (row - own) % labels.length;
    values[at] = place;
    if (row < own) values[all + at] = labels[place] as number;
  }
  return gpu.upload(values, all);
}
