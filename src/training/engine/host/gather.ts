import type { Tensor2D } from '@tensorflow/tfjs-core';
import { PIXELS } from '../../../common/experiment/config.ts';
import { gatherPixels } from '../../lib/gather-pixels.ts';
import type { LabelledImages } from '../operations.ts';
import { makeTensor, turned, valuesOf } from './host-memory.ts';

/** Images, [784, images], and their labels. */
export interface Gathered {
  readonly pixels: Tensor2D;
  readonly labels: Uint8Array;
}

/** The images at some places of a set. */
export function gather({ images, labels }: LabelledImages, places: Uint32Array): Gathered {
  const pixels = makeTensor(places.length, PIXELS);
  gatherPixels(images, places, valuesOf(pixels));
  return { pixels: turned(pixels), labels: Uint8Array.from(places, (place) => labels[place] as number) };
}
