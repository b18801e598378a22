import { Gpu } from './gpu.ts';

const known = new WeakMap<WebGL2RenderingContext, Gpu>();

/** The one `Gpu` of a context: networks that come one after the other share its programs. */
export function gpuOf(gl: WebGL2RenderingContext): Gpu {
  const gpu = known.get(gl) ?? new Gpu(gl);
  known.set(gl, gpu);
  return gpu;
}
