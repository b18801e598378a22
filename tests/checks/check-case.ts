import { expect, it } from 'vitest';
import type { ArmConfig } from '../../src/common/experiment/config.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { BackendName } from '../../src/training/engine/backends/backend-name.ts';
import { createNetwork, type Network } from '../../src/training/engine/network.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { autodiffOracle } from './autodiff-oracle.ts';
import { armOf, type Case } from './case.ts';
import { expectClose, listsOf, withoutMoments } from './compare.ts';
import { finiteDifference } from './finite-difference.ts';
import { layersOracle } from './layers-oracle.ts';
import { onCpu } from './oracle-tools.ts';
import { referenceNet, referenceStep } from './reference-net.ts';
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
  readonly steps: number;
  /** Of the numbers after the last step, against the largest of their list. */
  readonly tolerance: number;
  /** Of the losses, against the loss or 1, whichever is larger; 5e-5 when not given. */
  readonly lossTolerance?: number;
  /** What the arms are compared with, where it is not the first, second and fourth. Slopes are for plain gradient descent alone. */
  readonly oracles?: readonly Oracle[];
}
export type Oracle = 'formulas' | 'tfjs' | 'layers' | 'slopes';

/** Numbers of all arms before the first step, before the last one and after it, and losses of each step, `[step][arm]`. */
interface Trained extends Record<'start' | 'before' | 'end', readonly ArmNumbers[]> {
  readonly loss: readonly Float32Array[];
  readonly accuracy: readonly Float32Array[];
}

/**
 * Arms of one shape that train some steps side by side, so that the programs of their network are compiled once, each come to what the
 * plain formulas and tfjs's own operations, autodiff and optimizers come to, and go down the slopes of the loss.
 */
export function itTrainsAsOthers(backend: BackendName, cases: readonly Case[], how: CaseRun): void {
  const { lossTolerance = 5e-5, oracles = ['formulas', 'tfjs', 'slopes'], steps, tolerance } = how;
  let training: Promise<Trained> | null = null;
  const trained = () => {
    training ??= train(backend, cases, steps);
    return training;
  };

  for (const [index, one] of cases.entries()) {
    const arm = armOf(one);
    const batches = () => Array.from({ length: steps }, (_, step) => tinyBatch(one.shape.batch, step));
    const own = async () => {
      const { accuracy, before, end, loss, start } = await trained();
      const of = (list: readonly ArmNumbers[]) => list[index] as ArmNumbers;
      return { accuracy, before: of(before), end: of(end), loss, start: of(start) };
    };

    if (oracles.includes('formulas'))
      it(`${one.name}: equals the plain formulas over ${steps} steps`, async () => {
        const { accuracy, end, loss, start } = await own();
        let net = referenceNet(start);
        for (const [step, { images, labels }] of batches().entries()) {
          const { forward, net: next } = referenceStep(net, images, labels, arm);
          expect(Math.abs((loss[step]?.[index] ?? Number.NaN) - forward.loss)).toBeLessThan(
            lossTolerance * Math.max(1, forward.loss),
          );
          expect(accuracy[step]?.[index]).toBeCloseTo(forward.accuracy, 5);
          net = next;
        }
        expect(end.updates).toBe(steps);
        expectClose(listsOf(end), listsOf(net), tolerance);
      });

    if (oracles.includes('tfjs'))
      it(`${one.name}: equals tfjs over ${steps} steps`, async () => {
        const { end, start } = await own();
        const tfjs = await onCpu(async () => {
          const oracle = autodiffOracle(start, arm);
          for (const batch of batches()) await oracle.step(batch);
          const lists = await oracle.read();
          oracle.dispose();
          return lists;
        });
        expectClose(withoutMoments(listsOf(end)), tfjs, tolerance);
      });

    if (oracles.includes('layers'))
      it(`${one.name}: equals tf.layers over ${steps} steps`, async () => {
        const { end, start } = await own();
        await onCpu(async () => {
          const oracle = layersOracle(start, arm);
          for (const batch of batches()) await oracle.step(batch);
          expectClose(oracle.comparable(end), await oracle.read(), tolerance);
          oracle.dispose();
        });
      });

    if (oracles.includes('slopes'))
      it(`${one.name}: goes down the gradient that finite differences give`, async () => {
        // The last step: before the first one gamma is 1 and beta 0.
        const { before, end } = await own();
        const slopes = finiteDifference(referenceNet(before), tinyBatch(one.shape.batch, steps - 1), arm);
        const largest = Math.max(...slopes.map(({ slope }) => Math.abs(slope)));
        for (const { index, name, read, slope } of slopes) {
          const measured = ((read(before)[index] as number) - (read(end)[index] as number)) / one.rate;
          expect(Math.abs(measured - slope) / largest, name).toBeLessThan(2e-3);
        }
      });
  }
}

const train = (backend: BackendName, cases: readonly Case[], steps: number): Promise<Trained> => {
  const [{ shape }] = cases as readonly [Case];
  return withNetwork(backend, shape, cases, async (network) => {
    const start = await network.readArms();
    let before = start;
    const metrics: Awaited<ReturnType<Network['readMetrics']>>[] = [];
    for (let step = 0; step < steps; step++) {
      before = await network.readArms();
      network.step(tinyBatch(shape.batch, step).places, false);
      metrics.push(await network.readMetrics());
    }
    return {
      start,
      before,
      end: await network.readArms(),
      loss: metrics.map(({ loss }) => loss),
      accuracy: metrics.map(({ accuracy }) => accuracy),
    };
  });
};
