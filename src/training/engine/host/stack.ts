import type { Tensor2D } from '@tensorflow/tfjs-core';

/** One matrix of every arm; null where an arm stands still and nothing was computed. */
export type Stack = readonly (Tensor2D | null)[];
