import { beforeAll, describe, expect, it } from 'vitest';
import { webGlContext } from '../../../src/training/engine/backends/start-backend.ts';
import { putExamples } from '../../../src/training/engine/webgl/examples.ts';
import { Gpu } from '../../../src/training/engine/webgl/gpu/gpu.ts';
import { IMAGES_A_LAYER } from '../../../src/training/engine/webgl/gpu/image-texture.ts';
import { gatherImages } from '../../../src/training/engine/webgl/kernels/gather-images.ts';
import { startWebGl } from '../../checks/start-webgl.ts';

const PIXELS = 784;
/** Over three layers, the last row not full. */
const COUNT = 2 * IMAGES_A_LAYER + 23;
const pixel = (image: number, at: number) => (image * 7 + at * 13 + Math.floor(at / 256)) % 256;

describe('a set of images on the GPU', () => {
  beforeAll(startWebGl);

  it('gives each image at its place, over the borders of rows and layers', async () => {
    const gpu = new Gpu(webGlContext());
    const empty = gpu.memory;
    const images = Uint8Array.from({ length: COUNT * PIXELS }, (_, index) =>
      pixel(Math.floor(index / PIXELS), index % PIXELS),
    );
    const labels = Uint8Array.from({ length: COUNT }, (_, image) => image % 10);
    const set = gpu.uploadImages({ count: COUNT, images, labels });
    const first = IMAGES_A_LAYER;
    const places = Uint32Array.of(
      0,
      1,
      9,
      10,
      first - 1,
      first,
      first + 1,
      2 * first - 1,
      2 * first,
      COUNT - 1,
    );
    const gather = gpu.kernel(gatherImages(places.length, 1));
    const { batch, examples } = gpu.scope(() => {
      const examples = putExamples(gpu, set, places, places.length, 1);
      return { examples, batch: gather(set, examples) };
    });
    const [pixels, rows] = (await gpu.read([batch, examples])) as [Float32Array, Float32Array];
    for (const [row, place] of places.entries()) {
      const own = pixels.subarray(row * PIXELS, (row + 1) * PIXELS);
      const wrong = own.findIndex((value, at) => Math.abs(value - pixel(place, at) / 255) > 1e-6);
      expect(wrong, `image ${place}`).toBe(-1);
      expect(rows[rows.length / 2 + row]).toBe(place % 10);
    }
    gpu.free([set, batch, examples]);
    gpu.dispose();
    expect(gpu.memory).toEqual(empty);
  });
});
