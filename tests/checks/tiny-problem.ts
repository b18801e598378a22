import { CLASSES, PIXELS } from '../../src/common/experiment/config.ts';
import { PRESETS } from '../../src/common/experiment/presets.ts';
import { createRng } from '../../src/common/lib/rng.ts';
import type { NetworkShape } from '../../src/training/engine/initialisers.ts';
import type { Batch } from '../../src/training/engine/operations.ts';

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
export function tinySet(
  count: number,
  seed: number,
): { count: number; images: Uint8Array; labels: Uint8Array } {
  const rng = createRng(seed, 'tiny');
  const labels = Uint8Array.from({ length: count }, () => rng.below(CLASSES));
  const images = Uint8Array.from({ length: count * PIXELS }, (_, index) => {
    const [label, pixel] = [labels[Math.floor(index / PIXELS)] as number, index % PIXELS];
    const lit = pixel % CLASSES === label ? 140 : 20;
    return Math.floor(lit * rng.uniform());
  });
  return { count, images, labels };
}

export function tinyBatch(size: number, seed: number): Batch {
  const { images, labels } = tinySet(size, seed);
  return { images: Float32Array.from(images, (byte) => byte / 255), labels };
}
