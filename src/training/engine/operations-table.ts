import type { Norm } from '../../common/experiment/norm.ts';
import type { BackendName } from './backends/backend-name.ts';
import { hostOperations } from './host/host-operations.ts';
import type { NetworkShape } from './network-shape.ts';
import type { Operations } from './operations.ts';
import { webGlOperations } from './webgl/webgl-operations.ts';

/**
 * Which form of the operations a backend runs. This table is all there is to know of backends: a faster form for one of
 * them comes in here, and nothing else changes. `norms` are the arms' own.
 */
export const operationsFor: Readonly<
  Record<BackendName, (shape: NetworkShape, norms: readonly Norm[]) => Operations>
> = {
  webgl: webGlOperations,
  wasm: hostOperations,
  cpu: hostOperations,
};
