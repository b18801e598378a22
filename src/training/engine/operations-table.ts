import type { BackendName } from './backends/backend-name.ts';
import type { Operations } from './operations.ts';
import { portableOperations } from './portable/portable-operations.ts';

/**
 * Which form of the operations a backend runs. This table is all there is to know of backends: a faster form for one of
 * them comes in here, and nothing else changes.
 *
 * @param batch examples a step; shapes never change in a run
 */
export const operationsFor: Readonly<Record<BackendName, (batch: number) => Operations>> = {
  webgl: portableOperations,
  wasm: portableOperations,
  cpu: portableOperations,
};
