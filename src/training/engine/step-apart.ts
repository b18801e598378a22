import { AT_WORK_MS, giveWay } from '../lib/yield-to-event-loop.ts';
import type { LayerShape } from './layer-shape.ts';
import type { Apart, DeviceBatch, Form, NetworkState, Operations, StepResult } from './operations.ts';
import { trainStep } from './train-step.ts';

/**
 * Makes training steps of some networks at a time, and gives way in between: as many as take no longer than messages may wait, or
 * one. The numbers are those of a step of all at once.
 */
export function stepsApart<F extends Form>(
  operations: Operations<F>,
  apart: Apart<F>,
  layers: readonly LayerShape[],
  arms: number,
) {
  const { free, scope } = operations;
  /** What a step of one network takes, in milliseconds: at first nobody knows. */
  let msOfOne = Number.POSITIVE_INFINITY;

  return async (
    state: NetworkState<F>,
    gather: () => DeviceBatch<F>,
    switches: F['arms'],
    keepsLooks: boolean,
  ): Promise<{ readonly result: StepResult<F>; readonly awayMs: number }> => {
    const size = Math.max(1, Math.floor(AT_WORK_MS / msOfOne));
    const batch = scope(gather);
    const parts: StepResult<F>[] = [];
    let awayMs = 0;
    try {
      for (let first = 0; first < arms; first += size) {
        const some = Array.from({ length: Math.min(size, arms - first) }, (_, index) => first + index);
        const startedAt = performance.now();
        const [own, ownBatch] = [apart.state(state, some), apart.batch(batch, some)];
        const ownSwitches = apart.arms(switches, some);
        parts.push(scope(() => trainStep(operations, layers, own, ownBatch, ownSwitches, keepsLooks)));
        msOfOne = (performance.now() - startedAt) / some.length;
        awayMs += await giveWay();
      }
      return { result: parts.length === 1 ? (parts[0] as StepResult<F>) : apart.join(parts), awayMs };
    } catch (error) {
      free(parts);
      throw error;
    } finally {
      free(batch.images);
    }
  };
}
