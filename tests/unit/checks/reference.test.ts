import { beforeAll, describe, expect, it } from 'vitest';
import { type ArmNumbers, initialNumbers } from '../../../src/training/engine/arm-numbers.ts';
import { autodiffOracle } from '../../checks/autodiff-oracle.ts';
import { armOf } from '../../checks/case.ts';
import { expectClose, listsOf, withoutMoments } from '../../checks/compare.ts';
import { finiteDifference } from '../../checks/finite-difference.ts';
import { CONVOLUTION_CASES, OPTIMIZER_CASES } from '../../checks/layer-cases.ts';
import { startInNode } from '../../checks/node-backends.ts';
import { onCpu } from '../../checks/oracle-tools.ts';
import {
  referenceForward,
  referenceGradients,
  referenceNet,
  referenceStep,
} from '../../checks/reference-net.ts';
import { SWITCH_CASES } from '../../checks/switch-cases.ts';
import { tinyBatch } from '../../checks/tiny-problem.ts';
import { atDepth } from '../../depth.ts';

beforeAll(() => startInNode('cpu'));

/** The plain formulas, finite differences and tfjs's autodiff were written apart: they have to agree before an engine is held to them. */
const cases = [...SWITCH_CASES, ...atDepth([], CONVOLUTION_CASES)];
describe.each(cases)('the reference for $name', (one) => {
  const arm = armOf(one);
  const { batch } = one.shape;
  const start: ArmNumbers = initialNumbers(arm.shape, arm.norm);

  it('goes down the gradient that finite differences give', () => {
    const { images, labels } = tinyBatch(batch, 3);
    // Off its first numbers, where gamma is 1 and beta 0.
    const moved = referenceStep(referenceNet(start), images, labels, arm).net;
    const slopes = finiteDifference(moved, tinyBatch(batch, 4), arm);
    const next = tinyBatch(batch, 4);
    const forward = referenceForward(moved, next.images, next.labels, arm);
    const gradients = referenceGradients(moved, forward, next.labels, arm);
    const largest = Math.max(...slopes.map(({ slope }) => Math.abs(slope)));
    for (const { index, name, read, slope } of slopes) {
      const own = read(gradients)[index] as number;
      expect(Math.abs(own - slope) / largest, name).toBeLessThan(1e-5);
    }
  });

  it('makes the steps that tfjs makes', () =>
    onCpu(async () => {
      const oracle = autodiffOracle(start, arm);
      let net = referenceNet(start);
      for (let step = 0; step < atDepth(2, 3); step++) {
        const own = tinyBatch(batch, 20 + step);
        const { forward, net: next } = referenceStep(net, own.images, own.labels, arm);
        expect(await oracle.step(own)).toBeCloseTo(forward.loss, 4);
        net = next;
      }
      expectClose(await oracle.read(), withoutMoments(listsOf(net)), 1e-3);
      oracle.dispose();
    }));
});

it.each(OPTIMIZER_CASES)('the reference makes the steps that tfjs makes with $name', (one) =>
  onCpu(async () => {
    const arm = armOf(one);
    const start = initialNumbers(arm.shape, arm.norm);
    const oracle = autodiffOracle(start, arm);
    let net = referenceNet(start);
    for (let step = 0; step < 8; step++) {
      const own = tinyBatch(arm.shape.batch, step);
      net = referenceStep(net, own.images, own.labels, arm).net;
      await oracle.step(own);
    }
    expectClose(await oracle.read(), withoutMoments(listsOf(net)), 2e-3);
    oracle.dispose();
  }),
);
