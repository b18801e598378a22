import type { ArmConfig } from '../../common/experiment/config.ts';
import { normOf } from '../../common/experiment/norm.ts';
import { AT_WORK_MS, giveWay } from '../lib/yield-to-event-loop.ts';
import { type ArmNumbers, firstMoments, withoutMemory } from './arm-numbers.ts';
import type { BackendName } from './backends/backend-name.ts';
import { layerShapes } from './layer-shape.ts';
import { mostArms } from './most-arms.ts';
import type { NetworkShape } from './network-shape.ts';
import type { ArmSwitch, LabelledImages, NetworkState } from './operations.ts';
import { computesHere, operationsFor } from './operations-table.ts';
import { OutOfMemory } from './out-of-memory.ts';
import { trainStep } from './train-step.ts';

/** An arm that is looked at, and how far along its gradient: theta - a * g for each distance a. */
export interface Walker {
  readonly arm: ArmConfig;
  readonly numbers: ArmNumbers;
  readonly seed: number;
  readonly distances: readonly number[];
}

/** What an arm finds on its way. */
export interface Walk {
  /** At theta, in nats. */
  readonly loss: number;
  /** At theta - a * g for each distance. */
  readonly losses: readonly number[];
  /** ||g||, and ||g(theta - a * g) - g|| for each distance, over all that is learned; NaN where gradients are not asked for. */
  readonly gradientNorm: number;
  readonly gradientChanges: readonly number[];
}

/** One network to be trained: an arm, and the distance that it goes. */
interface Copy {
  readonly walker: number;
  readonly distance: number;
}

/** What one copy found. */
interface Found extends Copy {
  readonly loss: number;
  readonly lossThere: number;
  readonly gradientNorm: number;
  readonly gradientChange: number;
}

/**
 * Walks along the gradient of one batch's mean loss (Bjorck et al. 2018, Santurkar et al. 2018), all distances side by side: a step of
 * plain gradient descent with the distance for a learning rate, and the forward and backward pass of a second one. An optimizer with
 * momentum 0 is such a step, and what it remembers is the gradient itself, to the last digit.
 *
 * @param batch all its images are used, and are the batch's statistics
 * @param goOn called again and again; what it throws ends the walk
 */
export async function walkGradients(
  shape: NetworkShape,
  walkers: readonly Walker[],
  batch: LabelledImages,
  backend: BackendName,
  wantsGradients: boolean,
  goOn: () => void = () => undefined,
): Promise<Walk[]> {
  const plain: NetworkShape = {
    ...shape,
    batch: batch.count,
    optimizer: wantsGradients ? 'momentum' : 'sgd',
    momentum: 0,
    weightDecay: 0,
  };
  const copies = walkers.flatMap(({ distances }, walker) =>
    distances.map((distance) => ({ walker, distance })),
  );
  const most = Math.max(1, mostArms(plain, backend));
  const found: Found[] = [];
  let atOnce = computesHere[backend] ? 1 : most;
  while (found.length < copies.length) {
    goOn();
    const some = copies.slice(found.length, found.length + atOnce);
    const startedAt = performance.now();
    try {
      found.push(...(await walkTogether(plain, walkers, some, batch, backend)));
    } catch (error) {
      if (!(error instanceof OutOfMemory) || some.length === 1) throw error;
      atOnce = Math.ceil(some.length / 2);
      continue;
    }
    if (computesHere[backend]) {
      const msOfOne = (performance.now() - startedAt) / some.length;
      atOnce = Math.max(1, Math.min(most, Math.floor(AT_WORK_MS / msOfOne)));
    }
    await giveWay();
  }
  return walkers.map((_, walker) => {
    const own = found.filter((one) => one.walker === walker);
    return {
      loss: own[0]?.loss ?? Number.NaN,
      losses: own.map(({ lossThere }) => lossThere),
      gradientNorm: own[0]?.gradientNorm ?? Number.NaN,
      gradientChanges: own.map(({ gradientChange }) => gradientChange),
    };
  });
}

/** Copies that fit side by side. */
async function walkTogether(
  shape: NetworkShape,
  walkers: readonly Walker[],
  copies: readonly Copy[],
  batch: LabelledImages,
  backend: BackendName,
): Promise<Found[]> {
  const own = copies.map(({ walker }) => walkers[walker] as Walker);
  const layers = layerShapes(shape);
  const operations = operationsFor[backend](
    shape,
    own.map(({ arm }) => normOf(arm)),
    1,
  );
  const { free, scope } = operations;
  const images = operations.putImages(batch);
  const switches = copies.map(({ distance }, index) => switchOf(own[index] as Walker, distance));
  const arms = operations.putArms(switches);
  const start = operations.createState(own.map(({ numbers }) => withoutMemory(numbers, shape.optimizer)));
  const places = Uint32Array.from({ length: batch.count }, (_, place) => place);
  const step = (state: NetworkState) =>
    scope(() => trainStep(operations, layers, state, operations.gather(images, places), arms, false));
  const gradients = async (state: NetworkState) =>
    shape.optimizer === 'momentum'
      ? (await operations.readArms(state, [...copies.keys()])).map((numbers, index) =>
          firstMoments(numbers, layers, switches[index] as ArmSwitch),
        )
      : null;
  const held: unknown[] = [images, arms, start];
  try {
    await operations.prepare(
      () => free(step(start)),
      () => undefined,
    );
    const here = step(start);
    held.push(here.state);
    await giveWay();
    const there = step(here.state);
    held.push(there.state);
    await giveWay();
    const [{ loss }, before, after] = await Promise.all([
      operations.readMetrics([here.metrics, there.metrics]),
      gradients(here.state),
      gradients(there.state),
    ]);
    return copies.map((copy, index) => ({
      ...copy,
      loss: loss[index] as number,
      lossThere: loss[copies.length + index] as number,
      gradientNorm: normOfLists(before?.[index]),
      gradientChange: normOfLists(after?.[index], before?.[index]),
    }));
  } finally {
    free(held);
    operations.dispose();
  }
}

/** In both steps the same update, so that noise is the same. */
const switchOf = ({ arm, numbers, seed }: Walker, distance: number): ArmSwitch => ({
  bn: arm.bn,
  norm: normOf(arm),
  rate: distance,
  seed,
  update: numbers.updates + 1,
  normUpdate: numbers.normUpdates + 1,
  frozen: false,
  fresh: false,
});

/** Of the difference to other lists, where there are some; NaN for nothing. */
function normOfLists(lists?: readonly Float32Array[], others?: readonly Float32Array[]): number {
  if (lists === undefined) return Number.NaN;
  let sum = 0;
  for (const [place, list] of lists.entries()) {
    const other = others?.[place];
    for (let at = 0; at < list.length; at++) {
      const value = (list[at] as number) - (other === undefined ? 0 : (other[at] as number));
      sum += value * value;
    }
  }
  return Math.sqrt(sum);
}
