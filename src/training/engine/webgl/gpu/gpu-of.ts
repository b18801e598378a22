import { Gpu, type SharedGpu, sharedGpu } from './gpu.ts';

const known = new WeakMap<WebGL2RenderingContext, SharedGpu>();

/** A `Gpu` for some networks; all of a context share programs and textures. */
export function gpuOf(gl: WebGL2RenderingContext): Gpu {
  const shared = known.get(gl) ?? sharedGpu(gl);
  known.set(gl, shared);
  return new Gpu(gl, shared);
}
