import { PIXELS } from '../../../common/experiment/config.ts';
import { gatherPixels } from '../../lib/gather-pixels.ts';
import type { LabelledImages } from '../operations.ts';
import { makeTensor, turned, valuesOf } from './host-memory.ts';

/**
 * The images at some places of a set, [784, rows], and their labels.
 *
 * @param rows at least as many as there are places; what is left over is blank
 */
export function gather({ images, labels }: LabelledImages, places: Uint32Array, rows = places.length) {
  const pixels = makeTensor(rows, PIXELS);
  const to = valuesOf(pixels);
  gatherPixels(images, places, to);
  to.fill(0, places.length * PIXELS);
  return { pixels: turned(pixels), labels: Uint8Array.from(places, (place) => labels[place] as number) };
}
