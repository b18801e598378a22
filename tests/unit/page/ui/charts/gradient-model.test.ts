import { expect, test } from 'vitest';
import { figuresOf, type LayerSnapshot } from '../../../../../src/common/experiment/layer-snapshot.ts';
import {
  describeGradient,
  gradientArms,
  gradientModel,
  runFactsOf,
} from '../../../../../src/page/ui/charts/gradient-model.ts';
import { CONV } from '../../../../fixtures/arms.ts';
import { withFigures } from '../../../../fixtures/figures.ts';
import { fixtureConfig, fixtureRecord } from '../../../../fixtures/record.ts';

const config = fixtureConfig({});
const record = fixtureRecord({ step: 500 });
const newest = record.snapshots.at(-1) as LayerSnapshot;
const model = (snapshot: LayerSnapshot | null, run = record) =>
  gradientModel(runFactsOf(run), config, snapshot, [0, 1], [1e-9, 0.04]);

test('each layer has the norm that was recorded', () => {
  const [, b] = model(newest).arms;
  expect(b?.points).toHaveLength(10);
  for (const { x, y } of b?.points ?? []) expect(y).toBe(figuresOf(newest, 1, x, 'gradient')?.norm);
  expect(b?.words).toMatch(/^B vanishes: × \de-8 by layer 1$/);
});

test('the axis has whole powers of ten, at least three of them', () => {
  expect(model(newest).domain).toEqual([1e-9, 0.1]);
  const steady = gradientModel(runFactsOf(record), config, newest, [0], [0.04, 0.05]);
  expect(steady.domain[1] / steady.domain[0]).toBeCloseTo(1000, 6);
});

test('a norm of 0 and one that is no number are marked, and are not points of the line', () => {
  const zero = withFigures(newest, 1, 2, 'gradient', { norm: 0 });
  const broken = withFigures(zero, 1, 5, 'gradient', { norm: Number.NaN });
  const [, b] = model(broken).arms;
  expect([b?.zeros, b?.broken]).toEqual([[2], [5]]);
  expect(b?.points.filter(({ y }) => Number.isNaN(y)).map(({ x }) => x)).toEqual([2, 5]);
  expect(b?.words).toBe('B: not a number at layer 5');
});

test('an arm that has diverged by then has words for a line', () => {
  const diverged = fixtureRecord({ step: 500, divergedAt: [null, 41] });
  const [a, b] = model(diverged.snapshots.at(-1) ?? null, diverged).arms;
  expect(a?.points).toHaveLength(10);
  expect([b?.points, b?.words]).toEqual([[], 'B diverged at step 41']);
  const [, before] = model(diverged.snapshots[1] ?? null, diverged).arms;
  expect(before?.words).toContain('B vanishes');
});

test('an arm has the colour of what it was at the step', () => {
  const changed = fixtureRecord({ step: 500, changes: [{ kind: 'bn', step: 300, arm: 1, on: true }] });
  const toneAt = (step: number) =>
    model(changed.snapshots.find((one) => one.step === step) ?? null, changed).arms[1]?.look.tone;
  expect([toneAt(200), toneAt(400)]).toEqual(['plain', 'bn']);
});

test('up to eight arms are all shown; of more, the chosen ones or the first eight', () => {
  expect(gradientArms(3, [1])).toEqual([0, 1, 2]);
  expect(gradientArms(32, [30, 31, 32])).toEqual([30, 31]);
  expect(gradientArms(32, null)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('the chart is told in one sentence', () => {
  expect(describeGradient(gradientModel(null, config, null, [0, 1], null))).toBe(
    'Norm of the gradient by layer. Nothing is trained yet.',
  );
  const text = describeGradient(model(newest));
  expect(text).toContain('training batch at step 500. A: × ');
  expect(text).toMatch(
    /B vanishes: × \de-8 by layer 1 \(plain, 0\.04\d at layer 10, [\d.]+e-9 at layer 1\)\.$/,
  );
});

test('a convolutional net has a layer a block, before the run and in it', () => {
  const conv = fixtureRecord({ step: 20, config: CONV });
  expect(gradientModel(null, conv.config, null, [0, 1], null).layers).toBe(3);
  const { arms } = gradientModel(runFactsOf(conv), conv.config, conv.snapshots.at(-1) ?? null, [0, 1], null);
  expect(arms.map(({ points }) => points.length)).toEqual([3, 3]);
});
