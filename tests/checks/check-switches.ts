import { beforeAll, describe } from 'vitest';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { itGoesDownSlopes, itTrainsAsOthers } from './check-case.ts';
import { SWITCH_CASES } from './switch-cases.ts';

/** Every switch of normalization on one backend, held to the plain formulas, to finite differences and to tfjs. */
export function checkSwitches(
  backend: BackendName,
  start: () => Promise<unknown>,
  kind: 'dense' | 'conv',
): void {
  describe(`switches of normalization in ${kind} nets on ${backend}`, () => {
    beforeAll(start);
    for (const one of SWITCH_CASES.filter(({ shape }) => shape.kind === kind)) {
      itTrainsAsOthers(backend, one, { rate: 0.2, steps: 4, tolerance: 1e-3 });
      itGoesDownSlopes(backend, one, 0.2);
    }
  });
}
