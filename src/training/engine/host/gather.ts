import { PIXELS } from '../../../common/experiment/config.ts';
import type { LabelledImages } from '../operations.ts';
import { makeTensor, turned, valuesOf } from './host-memory.ts';

/** Bytes 0..255 as the network sees them, 0..1. */
const greyValues = Float32Array.from({ length: 256 }, (_, grey) => grey / 255);

/**
 * The images at some places of a set, [784, rows], and their labels.
 *
 * @param rows at least as many as there are places; what is left over is blank
 */
export function gather({ images, labels }: LabelledImages, places: Uint32Array, rows = places.length) {
  const pixels = makeTensor(rows, PIXELS);
  const to = valuesOf(pixels);
  for (const [row, place] of places.entries()) {
    const [from, start] = [place * PIXELS, row * PIXELS];
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      to[start + pixel] = greyValues[images[from + pixel] as number] as number;
    }
  }
  to.fill(0, places.length * PIXELS);
  return { pixels: turned(pixels), labels: Uint8Array.from(places, (place) => labels[place] as number) };
}
