import type { Norm } from '../../common/experiment/norm.ts';
import type { BackendName } from './backends/backend-name.ts';
import { hostOperations } from './host/host-operations.ts';
import type { NetworkShape } from './network-shape.ts';
import type { Operations } from './operations.ts';
import { webGlOperations } from './webgl/webgl-operations.ts';
import { widest } from './webgl/widest.ts';

/**
 * Which form of the operations a backend runs. This table is all there is to know of backends: a faster form for one of
 * them comes in here, and nothing else changes. `norms` are the arms' own; of `batches` that a step trains on
 * as many arms in a row have the same.
 */
export const operationsFor: Readonly<
  Record<BackendName, (shape: NetworkShape, norms: readonly Norm[], batches: number) => Operations>
> = {
  webgl: webGlOperations,
  wasm: hostOperations,
  cpu: hostOperations,
};

/** Whether a backend computes on the thread that asks it to, which hears nothing meanwhile. */
export const computesHere: Readonly<Record<BackendName, boolean>> = { webgl: false, wasm: true, cpu: true };

/** How many arms a backend can hold side by side, whatever its memory. */
export const widestFor: Readonly<Record<BackendName, (shape: NetworkShape) => number>> = {
  webgl: widest,
  wasm: () => Number.POSITIVE_INFINITY,
  cpu: () => Number.POSITIVE_INFINITY,
};
