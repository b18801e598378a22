import { PIXELS } from '../../../../common/experiment/config.ts';
import type { LabelledImages } from '../../operations.ts';
import { Held } from './held.ts';
import { makeArrayTexture } from './texture-pool.ts';

/** Texels of an image: four pixels, a byte each, in one. */
export const IMAGE_TEXELS = PIXELS / 4;
/** Every WebGL 2 takes textures of 2048 x 2048, so ten images lie side by side, in 2,000 rows a layer. */
export const IMAGES_A_ROW = 10;
export const IMAGES_A_LAYER = IMAGES_A_ROW * 2000;
const BYTES_A_ROW = IMAGES_A_ROW * PIXELS;

/** A whole set of images on the GPU, in their own bytes; their labels stay here. */
export class ImageTexture extends Held {
  readonly labels: Uint8Array;
  readonly texture: WebGLTexture;
  readonly bytes: number;
  readonly #gl: WebGL2RenderingContext;
  readonly #onDestroy: () => void;

  constructor(gl: WebGL2RenderingContext, { count, images, labels }: LabelledImages, onDestroy: () => void) {
    super();
    const layers = Math.ceil(count / IMAGES_A_LAYER);
    const height = Math.ceil(Math.min(count, IMAGES_A_LAYER) / IMAGES_A_ROW);
    this.texture = makeArrayTexture(gl, gl.RGBA8, IMAGES_A_ROW * IMAGE_TEXELS, height, layers);
    this.bytes = layers * height * BYTES_A_ROW;
    this.labels = labels;
    this.#gl = gl;
    this.#onDestroy = onDestroy;
    for (let layer = 0; layer < layers; layer++) {
      const own = images.subarray(layer * IMAGES_A_LAYER * PIXELS, (layer + 1) * IMAGES_A_LAYER * PIXELS);
      const fullRows = Math.floor(own.length / BYTES_A_ROW);
      this.#put(layer, 0, own.subarray(0, fullRows * BYTES_A_ROW));
      const rest = new Uint8Array(BYTES_A_ROW);
      rest.set(own.subarray(fullRows * BYTES_A_ROW));
      if (fullRows * BYTES_A_ROW < own.length) this.#put(layer, fullRows, rest);
    }
  }

  #put(layer: number, row: number, bytes: Uint8Array): void {
    const gl = this.#gl;
    const [width, rows] = [IMAGES_A_ROW * IMAGE_TEXELS, bytes.length / BYTES_A_ROW];
    if (rows === 0) return;
    gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, row, layer, width, rows, 1, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  }

  protected destroy(): void {
    this.#gl.deleteTexture(this.texture);
    this.#onDestroy();
  }
}
