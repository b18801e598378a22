import { describe, expect, it } from 'vitest';
import { waitForFence } from '../../../../../src/training/engine/webgl/gpu/read-back.ts';

const TIMEOUT_EXPIRED = 1;
const ALREADY_SIGNALED = 2;
const WAIT_FAILED = 3;

/** The part of a WebGL context that waits: a GPU that gives these answers, the last of them for ever. */
function gpuAnswering(...answers: number[]) {
  const deleted: unknown[] = [];
  let asked = 0;
  const gl = {
    ALREADY_SIGNALED,
    CONDITION_SATISFIED: 4,
    WAIT_FAILED,
    fenceSync: () => ({}),
    flush: () => undefined,
    deleteSync: (fence: unknown) => void deleted.push(fence),
    clientWaitSync: () => answers[Math.min(asked++, answers.length - 1)],
  } as unknown as WebGL2RenderingContext;
  return { gl, deleted, asked: () => asked };
}

describe('a wait for the GPU', () => {
  it('ends when the GPU has done its work, and leaves no fence behind', async () => {
    const gpu = gpuAnswering(TIMEOUT_EXPIRED, TIMEOUT_EXPIRED, ALREADY_SIGNALED);
    await waitForFence(gpu.gl);
    expect(gpu.asked()).toBe(3);
    expect(gpu.deleted).toHaveLength(1);
  });

  it('gives up on a GPU that never answers, and says what to do', async () => {
    const gpu = gpuAnswering(TIMEOUT_EXPIRED);
    await expect(waitForFence(gpu.gl, 20)).rejects.toThrow(/has not answered.*WebAssembly/);
    expect(gpu.deleted).toHaveLength(1);
  });

  it('gives up at once when the GPU is gone', async () => {
    await expect(waitForFence(gpuAnswering(WAIT_FAILED).gl)).rejects.toThrow(/took the GPU away/);
  });
});
