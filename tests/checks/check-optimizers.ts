import { beforeAll, describe } from 'vitest';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { itTrainsAsOthers } from './check-case.ts';
import { OPTIMIZER_CASES } from './switch-cases.ts';

/** Every optimizer on one backend, weight decay and schedule, held to the plain formulas and to tfjs's own optimizers. */
export function checkOptimizers(backend: BackendName, start: () => Promise<unknown>): void {
  describe(`optimizers on ${backend}`, () => {
    beforeAll(start);
    for (const { rate, ...one } of OPTIMIZER_CASES) {
      itTrainsAsOthers(backend, one, { rate, steps: 8, tolerance: 2e-3 });
    }
  });
}
