import { yieldToEventLoop } from '../../../lib/yield-to-event-loop.ts';
import { LOST_GPU } from './lost-gpu.ts';
import { BLOCK, blocksOf, type Matrix, unlayered } from './matrix.ts';

/** A GPU that has not answered for this long will not. Long, for an emulated one may have minutes of work before it. */
const TIME_OUT_MS = 120_000;
/** So long the answer is looked for at every turn of the event loop, then every few milliseconds. */
const EAGER_MS = 2;

/**
 * Sends for the values of some matrices: copies them, in the order of things drawn, into a buffer, and waits for that without
 * holding up whoever goes on drawing.
 *
 * @param wanted how many rows of each: its first ones
 * @returns those rows' values, row-major
 * @throws Error when the GPU does not answer, or is gone
 */
export async function readMatrices(
  gl: WebGL2RenderingContext,
  matrices: readonly Matrix[],
  wanted: readonly number[],
): Promise<Float32Array[]> {
  const parts = matrices.map((matrix, index) => {
    const rows = Math.min(matrix.rows, wanted[index] ?? matrix.rows);
    const [width, height] = [blocksOf(matrix.columns), blocksOf(rows)];
    // Of a matrix of fewer than four rows the other layers are padding.
    const layers = Math.min(BLOCK, rows);
    return { matrix, rows, width, height, layers, length: width * height * BLOCK * layers };
  });
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
  const length = parts.reduce((total, part) => total + part.length, 0);
  gl.bufferData(gl.PIXEL_PACK_BUFFER, length * Float32Array.BYTES_PER_ELEMENT, gl.STREAM_READ);
  let offset = 0;
  for (const { height, layers, matrix, width } of parts) {
    gl.bindFramebuffer(gl.FRAMEBUFFER, matrix.target.framebuffer);
    for (let layer = 0; layer < layers; layer++) {
      gl.readBuffer(gl.COLOR_ATTACHMENT0 + layer);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, offset * Float32Array.BYTES_PER_ELEMENT);
      offset += width * height * BLOCK;
    }
  }
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  try {
    await waitForFence(gl);
    const values = new Float32Array(length);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, values);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    // What is read of a context that was lost meanwhile are zeros.
    if (gl.isContextLost()) throw new Error(LOST_GPU);
    let from = 0;
    return parts.map((part) => {
      const own = values.subarray(from, from + part.length);
      from += part.length;
      return unlayered(own, part.rows, part.matrix.columns);
    });
  } finally {
    gl.deleteBuffer(buffer);
  }
}

/**
 * Waits until all that was drawn so far is done.
 *
 * @throws Error when that takes too long, or the GPU is gone
 */
export async function waitForFence(gl: WebGL2RenderingContext, timeOutMs = TIME_OUT_MS): Promise<void> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  if (fence === null) throw new Error(LOST_GPU);
  const startedAt = performance.now();
  try {
    // A fence tells of itself only after a return to the event loop.
    for (;;) {
      const waitedMs = performance.now() - startedAt;
      if (waitedMs < EAGER_MS) await yieldToEventLoop();
      else await new Promise((resolve) => setTimeout(resolve, 1));
      const status = gl.clientWaitSync(fence, 0, 0);
      if (status === gl.ALREADY_SIGNALED || status === gl.CONDITION_SATISFIED) return;
      if (status === gl.WAIT_FAILED) throw new Error(LOST_GPU);
      if (waitedMs > timeOutMs) {
        throw new Error(
          `The GPU has not answered for ${Math.round(waitedMs / 1000)} seconds. If this happens again, choose WebAssembly as the backend.`,
        );
      }
    }
  } finally {
    gl.deleteSync(fence);
  }
}
