import { beforeAll, describe } from 'vitest';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { atDepth, depth } from '../depth.ts';
import { sideBySide } from './case.ts';
import { itTrainsAsOthers } from './check-case.ts';
import { ALL_SWITCH_CASES, SWITCH_CASES } from './switch-cases.ts';

/**
 * Checks the normalization switches on one backend against the plain formulas, finite differences and tfjs: every pair of values, side by
 * side in few networks. In full also each such arm in its own network, whose programs contain no other switches, and every combination
 * against the plain formulas.
 */
export function checkSwitches(
  backend: BackendName,
  start: () => Promise<unknown>,
  kind: 'dense' | 'conv',
): void {
  const ofKind = (cases: typeof SWITCH_CASES) => cases.filter(({ shape }) => shape.kind === kind);

  describe(`switches of normalization in ${kind} nets on ${backend}`, () => {
    beforeAll(start);
    for (const cases of sideBySide(ofKind(SWITCH_CASES), atDepth(16, 1)))
      itTrainsAsOthers(backend, cases, { steps: atDepth(2, 4), tolerance: 1e-3 });
  });

  if (depth === 'short') return;
  describe(`all switches with all in ${kind} nets on ${backend}`, () => {
    beforeAll(start);
    // Some of these networks explode; a GPU's single precision then loses a digit more.
    const how = { steps: 3, tolerance: 1e-3, lossTolerance: 2e-4, oracles: ['formulas'] } as const;
    for (const cases of sideBySide(ofKind(ALL_SWITCH_CASES), 16)) itTrainsAsOthers(backend, cases, how);
  });
}
