import { PIXELS } from '../../../common/experiment/config.ts';
import { gatherPixels } from '../../lib/gather-pixels.ts';
import type { LabelledImages } from '../operations.ts';
import { makeTensor, turned, valuesOf } from './host-memory.ts';

/** The images at some places of a set, [784, places], and their labels. */
export function gather({ images, labels }: LabelledImages, places: Uint32Array) {
  const pixels = makeTensor(places.length, PIXELS);
  gatherPixels(images, places, valuesOf(pixels));
  return { pixels: turned(pixels), labels: Uint8Array.from(places, (place) => labels[place] as number) };
}
