import { dispose, type TensorContainer, tidy } from '@tensorflow/tfjs-core';

/**
 * `tf.tidy` for containers of any shape: frees every tensor made inside but those in the result, however deep. (tfjs walks
 * objects and lists and passes over null; only its type says less.)
 */
export function scope<T extends object>(compute: () => T): T {
  let result: T | undefined;
  tidy(() => {
    result = compute();
    return result as unknown as TensorContainer;
  });
  if (result === undefined) throw new Error('Nothing was computed.');
  return result;
}

/** Frees every tensor in a container, however deep. */
export const disposeAll = (container: unknown): void => dispose(container as TensorContainer);
