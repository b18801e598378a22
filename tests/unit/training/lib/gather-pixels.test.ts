import { expect, it } from 'vitest';
import { gatherPixels } from '../../../../src/training/lib/gather-pixels.ts';

it('gathered pixels are divided by 255 and stand in the order of the places', () => {
  const images = new Uint8Array(2 * 784).fill(255, 784);
  images[3] = 51;
  const into = new Float32Array(2 * 784);
  gatherPixels(images, Uint32Array.from([1, 0]), into);
  expect([into[0], into[783], into[784], into[784 + 3]]).toEqual([1, 1, 0, Math.fround(0.2)]);
});
