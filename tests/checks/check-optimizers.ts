import { beforeAll, describe } from 'vitest';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { sideBySide } from './case.ts';
import { itTrainsAsOthers } from './check-case.ts';
import { OPTIMIZER_CASES } from './layer-cases.ts';

/** Every optimizer on one backend, weight decay and schedule, held to the plain formulas and to tfjs's own optimizers. */
export function checkOptimizers(backend: BackendName, start: () => Promise<unknown>): void {
  describe(`optimizers on ${backend}`, () => {
    beforeAll(start);
    for (const cases of sideBySide(OPTIMIZER_CASES, 2))
      itTrainsAsOthers(backend, cases, { steps: 8, tolerance: 2e-3, oracles: ['formulas', 'tfjs'] });
  });
}
