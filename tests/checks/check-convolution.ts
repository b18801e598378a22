import { beforeAll, describe } from 'vitest';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { sideBySide } from './case.ts';
import { itTrainsAsOthers } from './check-case.ts';
import { CONVOLUTION_CASES } from './layer-cases.ts';

/** Convolutions and pooling on one backend, held to the plain formulas, to finite differences and to tfjs. */
export function checkConvolution(backend: BackendName, start: () => Promise<unknown>): void {
  describe(`convolutions on ${backend}`, () => {
    beforeAll(start);
    for (const cases of sideBySide(CONVOLUTION_CASES, 2))
      itTrainsAsOthers(backend, cases, { steps: 4, tolerance: 1e-3 });
  });
}
