import { canDrawInLayers } from '../webgl/gpu/texture-pool.ts';

/** What a WebGL context can do for training. */
export interface WebGlContext {
  readonly gl: WebGL2RenderingContext;
  /** The renderer's name as the browser tells it; it may be masked. */
  readonly renderer: string;
}

/**
 * Makes the context that tfjs will draw in. We make it ourselves because tfjs refuses an OffscreenCanvas in a worker on
 * Safari, and refuses software renderers where it makes its own.
 *
 * @param onLost called when the browser takes the context away; tfjs would go on with garbage
 * @returns the context, or what is missing for one that can train
 */
export function createWebGlContext(onLost: () => void): WebGlContext | { readonly missing: string } {
  if (typeof OffscreenCanvas === 'undefined') return { missing: 'there is no OffscreenCanvas here' };
  const canvas = new OffscreenCanvas(1, 1);
  canvas.addEventListener('webglcontextlost', onLost);
  const gl = canvas.getContext('webgl2', {
    alpha: false,
    antialias: false,
    depth: false,
    stencil: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    failIfMajorPerformanceCaveat: false,
    powerPreference: 'high-performance',
  });
  if (gl === null) return { missing: 'this browser offers no WebGL 2' };
  if (gl.getExtension('EXT_color_buffer_float') === null) {
    return { missing: 'this GPU cannot render 32-bit floats, and 16 bits are too few to train with' };
  }
  if (!canDrawInLayers(gl)) return { missing: 'this GPU cannot draw in four float layers at once' };
  return { gl, renderer: rendererOf(gl) };
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(names === null ? gl.RENDERER : names.UNMASKED_RENDERER_WEBGL);
  return typeof name === 'string' ? name : 'unknown renderer';
}

/** True for the names under which graphics without a GPU go. */
export const isSoftwareRenderer = (renderer: string): boolean =>
  /swiftshader|llvmpipe|softpipe|software|basic render|lavapipe/i.test(renderer);
