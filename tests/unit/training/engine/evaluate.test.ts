import { expect, it, vi } from 'vitest';
import { type Norm, normOf } from '../../../../src/common/experiment/norm.ts';
import { evaluate, statisticsOf } from '../../../../src/training/engine/evaluate.ts';
import type { Inference } from '../../../../src/training/engine/operations.ts';

const norms = (...inference: Norm['inference'][]) =>
  inference.map((one) => normOf({ norm: { inference: one } }));

/** Says of arm i a loss of 1 + i an image by running statistics, ten times that by batch, and every second image right. */
const inferenceOf = (arms: number) => {
  const test = vi.fn<Inference['test']>(async (_set, first, end, by) =>
    Array.from({ length: arms }, (_unused, arm) => ({
      loss: (end - first) * (1 + arm) * (by === 'batch' ? 10 : 1),
      right: (end - first) / 2,
    })),
  );
  return { test, dispose: () => undefined };
};
const goOn = async () => true;

it('only the statistics that some arm asks for are tested', () => {
  expect(statisticsOf(norms('running', 'running'))).toEqual(['running']);
  expect(statisticsOf(norms('batch'))).toEqual(['batch']);
  expect(statisticsOf(norms('batch', 'running'))).toEqual(['running', 'batch']);
  expect(statisticsOf(norms('both'))).toEqual(['running', 'batch']);
});

it('arms are tested by the statistics of their own, in passes of a thousand images', async () => {
  const inference = inferenceOf(2);
  const scores = await evaluate(inference, 'set', 2500, norms('running', 'batch'), 1000, goOn);
  expect(scores?.loss[0]).toBeCloseTo(1, 9);
  expect(scores?.loss[1]).toBeCloseTo(20, 9);
  expect(scores?.accuracy[0]).toBeCloseTo(0.5, 9);
  expect(scores?.byBatch).toBeNull();
  expect(inference.test.mock.calls.map(([, first, end, by]) => [first, end, by])).toEqual([
    [0, 1000, 'running'],
    [0, 1000, 'batch'],
    [1000, 2000, 'running'],
    [1000, 2000, 'batch'],
    [2000, 2500, 'running'],
    [2000, 2500, 'batch'],
  ]);
});

it('an arm with both has a second score, and the others NaN there', async () => {
  const scores = await evaluate(inferenceOf(2), 'set', 100, norms('both', 'running'), 1000, goOn);
  expect(scores?.loss.map((loss) => Math.round(loss))).toEqual([1, 2]);
  expect(scores?.byBatch?.loss[0]).toBeCloseTo(10, 9);
  expect(scores?.byBatch?.accuracy[0]).toBeCloseTo(0.5, 9);
  expect(scores?.byBatch?.loss[1]).toBeNaN();
});

it('is given up when told so', async () => {
  const inference = inferenceOf(1);
  let passes = 0;
  expect(await evaluate(inference, 'set', 3000, norms('running'), 1000, async () => ++passes < 2)).toBeNull();
  expect(inference.test).toHaveBeenCalledTimes(2);
});

it('ten passes of 900 right in 1,000 are exactly 0.9, and passes of unequal size weigh by their images', async () => {
  const test: Inference['test'] = async (_set, first, end) => [
    { loss: 0.1 * (end - first), right: 0.9 * (end - first) },
  ];
  for (const count of [10_000, 9_500, 10_010]) {
    const scores = await evaluate(
      { test, dispose: () => undefined },
      'set',
      count,
      norms('running'),
      1000,
      goOn,
    );
    expect(scores?.accuracy).toEqual([0.9]);
    expect(scores?.loss[0]).toBeCloseTo(0.1, 12);
  }
});
