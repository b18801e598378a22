import { beforeAll, describe } from 'vitest';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { itGoesDownSlopes, itTrainsAsOthers } from './check-case.ts';
import { CONVOLUTION_CASES } from './switch-cases.ts';

/** Convolutions and pooling on one backend, held to the plain formulas, to finite differences and to tfjs. */
export function checkConvolution(backend: BackendName, start: () => Promise<unknown>): void {
  describe(`convolutions on ${backend}`, () => {
    beforeAll(start);
    for (const one of CONVOLUTION_CASES) {
      itTrainsAsOthers(backend, one, { rate: 0.1, steps: 4, tolerance: 1e-3 });
      itGoesDownSlopes(backend, one, 0.1);
    }
  });
}
