import { OutOfMemory } from '../../out-of-memory.ts';
import { TooLargeForGpu } from './too-large-for-gpu.ts';

/** A texture of four layers, and a framebuffer that draws in all of them at once. */
export interface TargetTexture {
  readonly width: number;
  readonly height: number;
  readonly texture: WebGLTexture;
  readonly framebuffer: WebGLFramebuffer;
}

export const LAYERS = 4;
const BYTES_PER_PLACE = LAYERS * 4 * Float32Array.BYTES_PER_ELEMENT;

/** Makes textures, and keeps those given back for the next who wants one of their size: a step makes the same ones each time. */
export class TexturePool {
  readonly #gl: WebGL2RenderingContext;
  readonly #free = new Map<string, TargetTexture[]>();
  readonly #most: number;
  #places = 0;
  #textures = 0;
  #made = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#most = gl.getParameter(gl.MAX_TEXTURE_SIZE);
  }

  /** All textures there are, in use or not. */
  get memory(): { tensors: number; bytes: number } {
    return { tensors: this.#textures, bytes: this.#places * BYTES_PER_PLACE };
  }

  acquire(width: number, height: number): TargetTexture {
    const free = this.#free.get(keyOf(width, height))?.pop();
    if (free !== undefined) return free;
    if (Math.max(width, height) > this.#most) throw new TooLargeForGpu(width > this.#most, this.#most);
    this.#textures += 1;
    this.#made += 1;
    this.#places += width * height;
    return makeTarget(this.#gl, width, height);
  }

  /** @throws OutOfMemory when the GPU had no room for a texture made since the last call */
  check(): void {
    if (this.#made === 0) return;
    this.#made = 0;
    const gl = this.#gl;
    for (let error = gl.getError(); error !== gl.NO_ERROR; error = gl.getError()) {
      if (error === gl.OUT_OF_MEMORY) throw new OutOfMemory();
      if (error === gl.CONTEXT_LOST_WEBGL) return;
    }
  }

  release(target: TargetTexture): void {
    const key = keyOf(target.width, target.height);
    const free = this.#free.get(key);
    if (free === undefined) this.#free.set(key, [target]);
    else free.push(target);
  }

  /** Gives back to the GPU what nobody uses. */
  trim(): void {
    for (const { framebuffer, height, texture, width } of [...this.#free.values()].flat()) {
      this.#gl.deleteFramebuffer(framebuffer);
      this.#gl.deleteTexture(texture);
      this.#textures -= 1;
      this.#places -= width * height;
    }
    this.#free.clear();
  }
}

const keyOf = (width: number, height: number): string => `${width}x${height}`;

/** An array texture whose texels are read as they are. */
export function makeArrayTexture(
  gl: WebGL2RenderingContext,
  format: GLenum,
  width: number,
  height: number,
  layers: number,
): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
  gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, format, width, height, layers);
  gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  return texture;
}

function makeTarget(gl: WebGL2RenderingContext, width: number, height: number): TargetTexture {
  const texture = makeArrayTexture(gl, gl.RGBA32F, width, height, LAYERS);
  const framebuffer = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
  const attachments = Array.from({ length: LAYERS }, (_, layer) => gl.COLOR_ATTACHMENT0 + layer);
  for (const [layer, attachment] of attachments.entries()) {
    gl.framebufferTextureLayer(gl.FRAMEBUFFER, attachment, texture, 0, layer);
  }
  gl.drawBuffers(attachments);
  return { width, height, texture, framebuffer };
}

/** Whether this GPU can draw in the four float layers of a texture at once; a few old phones cannot. */
export function canDrawInLayers(gl: WebGL2RenderingContext): boolean {
  const { framebuffer, texture } = makeTarget(gl, 1, 1);
  const status = gl.checkFramebufferStatus(gl.FRAMEBUFFER);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.deleteFramebuffer(framebuffer);
  gl.deleteTexture(texture);
  return status === gl.FRAMEBUFFER_COMPLETE;
}
