import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend, env } from '@tensorflow/tfjs-core';

/**
 * Compiles all programs that some work runs, side by side where the driver can, instead of one by one as they come. The work
 * draws nothing meanwhile; what it computes is not to be used.
 */
export async function compileTogether(work: () => void): Promise<void> {
  const webgl = backend() as MathBackendWebGL;
  env().set('ENGINE_COMPILE_ONLY', true);
  try {
    work();
  } finally {
    env().set('ENGINE_COMPILE_ONLY', false);
  }
  await webgl.checkCompileCompletionAsync();
  webgl.getUniformLocations();
}
