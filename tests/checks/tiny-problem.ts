import { CLASSES, PIXELS } from '../../src/common/experiment/config.ts';
import { PRESETS } from '../../src/common/experiment/presets.ts';
import { createRng } from '../../src/common/lib/rng.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import type { LabelledImages } from '../../src/training/engine/operations.ts';

/** A small network of odd sizes, so that nothing works by being a multiple of two or four. */
export const tinyShape = (patch: Partial<NetworkShape> = {}): NetworkShape => ({
  ...PRESETS['deep-mlp'],
  depth: 3,
  width: 9,
  batch: 11,
  seed: 7,
  ...patch,
});

/** Images whose pixels depend on their class and on chance, so that there is something to learn. */
export function tinySet(count: number, seed: number): LabelledImages {
  const rng = createRng(seed, 'tiny');
  const labels = Uint8Array.from({ length: count }, () => rng.below(CLASSES));
  const images = Uint8Array.from({ length: count * PIXELS }, (_, index) => {
    const [label, pixel] = [labels[Math.floor(index / PIXELS)] as number, index % PIXELS];
    const lit = pixel % CLASSES === label ? 140 : 20;
    return Math.floor(lit * rng.uniform());
  });
  return { count, images, labels };
}

/** A batch: where it is in its set, pixels / 255, [batch, 784], and labels. */
export interface Batch {
  readonly places: Uint32Array;
  readonly images: Float32Array;
  readonly labels: Uint8Array;
}

/** What the networks of the checks train on: a few batches of each size, in no order. */
export const tinyTrainSet: LabelledImages = tinySet(500, 3);

/** The batch at some places of a set. */
export function batchAt({ images, labels }: LabelledImages, places: Uint32Array): Batch {
  const pixels = new Float32Array(places.length * PIXELS);
  for (const [row, place] of places.entries())
    for (let at = 0; at < PIXELS; at++)
      pixels[row * PIXELS + at] = (images[place * PIXELS + at] as number) / 255;
  return { places, images: pixels, labels: Uint8Array.from(places, (place) => labels[place] as number) };
}

/** Batch number `index` of so many images of the training set. */
export const tinyBatch = (size: number, index: number): Batch =>
  batchAt(
    tinyTrainSet,
    Uint32Array.from({ length: size }, (_, row) => (7 + 31 * (index * size + row)) % tinyTrainSet.count),
  );
