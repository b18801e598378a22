import { expect, it } from 'vitest';
import type { ArmConfig } from '../../src/common/experiment/config.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { createNetwork, type Network } from '../../src/training/engine/network.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { autodiffOracle } from './autodiff-oracle.ts';
import { expectClose, listsOf, withoutMoments } from './compare.ts';
import { finiteDifference } from './finite-difference.ts';
import { onCpu } from './oracle-tools.ts';
import { referenceNet, referenceStep } from './reference-net.ts';
import { armOf, type Case } from './switch-cases.ts';
import { tinyBatch, tinyTrainSet } from './tiny-problem.ts';

/** A network that is freed whatever becomes of its test. */
export async function withNetwork<T>(
  backend: BackendName,
  shape: NetworkShape,
  arms: readonly ArmConfig[],
  use: (network: Network) => Promise<T>,
  seeds?: readonly number[],
): Promise<T> {
  const network = createNetwork(shape, arms, backend, tinyTrainSet, seeds);
  try {
    return await use(network);
  } finally {
    network.dispose();
  }
}

export interface CaseRun {
  readonly rate: number;
  readonly steps: number;
  /** Of the numbers after the last step, against the largest of their list. */
  readonly tolerance: number;
}

/** An arm that trains some steps comes to what the plain formulas and tfjs's own operations, autodiff and optimizers come to. */
export function itTrainsAsOthers(backend: BackendName, one: Case, { rate, steps, tolerance }: CaseRun): void {
  const arm = armOf(one, rate);
  const own = { bn: arm.bn, rate, norm: one.norm };

  it(`${one.name}: equals the plain formulas and tfjs over ${steps} steps`, () =>
    withNetwork(backend, one.shape, [own], async (network) => {
      const start = await network.readArm(0);
      let net = referenceNet(start);
      const batches = Array.from({ length: steps }, (_, step) => tinyBatch(one.shape.batch, step));
      for (const { images, labels, places } of batches) {
        const { forward, net: next } = referenceStep(net, images, labels, arm);
        network.step(places, false);
        const { accuracy, loss } = await network.readMetrics();
        expect(loss[0]).toBeCloseTo(forward.loss, 4);
        expect(accuracy[0]).toBeCloseTo(forward.accuracy, 5);
        net = next;
      }
      const end = await network.readArm(0);
      expect(end.updates).toBe(steps);
      expectClose(listsOf(end), listsOf(net), tolerance);
      const tfjs = await onCpu(async () => {
        const oracle = autodiffOracle(start, arm);
        for (const batch of batches) await oracle.step(batch);
        const lists = await oracle.read();
        oracle.dispose();
        return lists;
      });
      expectClose(withoutMoments(listsOf(end)), tfjs, tolerance);
    }));
}

/** A step of plain gradient descent goes down the slopes of the loss. */
export function itGoesDownSlopes(backend: BackendName, one: Case, rate: number): void {
  const arm = armOf(one, rate);

  it(`${one.name}: goes down the gradient that finite differences give`, () =>
    withNetwork(backend, one.shape, [{ bn: arm.bn, rate, norm: one.norm }], async (network) => {
      // Off the first numbers, where gamma is 1 and beta 0.
      network.step(tinyBatch(one.shape.batch, 7).places, false);
      const before = await network.readArm(0);
      const batch = tinyBatch(one.shape.batch, 3);
      network.step(batch.places, false);
      const after = await network.readArm(0);
      const slopes = finiteDifference(referenceNet(before), batch, arm);
      const largest = Math.max(...slopes.map(({ slope }) => Math.abs(slope)));
      for (const { index, name, read, slope } of slopes) {
        const measured = ((read(before)[index] as number) - (read(after)[index] as number)) / rate;
        expect(Math.abs(measured - slope) / largest, name).toBeLessThan(2e-3);
      }
    }));
}
