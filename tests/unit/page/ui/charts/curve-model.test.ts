import { expect, test } from 'vitest';
import { values } from '../../../../../src/common/lib/series.ts';
import {
  figureAxis,
  figureTickText,
  plotArea,
  position,
  stepAxis,
  valueAt,
} from '../../../../../src/page/ui/charts/curve-axes.ts';
import { createCurveModeller } from '../../../../../src/page/ui/charts/curve-model.ts';
import { fixtureConfig, fixtureRecord } from '../../../../fixtures/record.ts';

const plain = { logX: false, logY: true, smooth: false };
const config = fixtureConfig({});

test('before a run there are the arms’ names and empty axes up to the planned end', () => {
  const model = createCurveModeller('loss', plain)(null, config);
  expect(model.arms.map(({ label, tone, test: lines }) => [label, tone, lines.length])).toEqual([
    ['A', 'bn', 0],
    ['B', 'plain', 0],
  ]);
  expect(stepAxis(model, 600).domain).toEqual([0, 3000]);
  expect(figureAxis(model).domain[0]).toBeGreaterThan(0);
});

test('an arm that diverges ends at its last finite point, before the step named', () => {
  const record = fixtureRecord({ step: 300, divergedAt: [null, 41] });
  const [, b] = createCurveModeller('accuracy', plain)(record, config).arms;
  expect(b?.divergedAt).toBe(41);
  expect(b?.lastPoint?.x).toBe(40);
  expect(b?.train.at(-1)?.points.at(-1)?.x).toBeLessThan(41);
});

test('no line has more than 500 points, and all figures are finite', () => {
  const record = fixtureRecord({ step: 3000 });
  for (const view of [plain, { logX: true, logY: false, smooth: true }]) {
    const lines = createCurveModeller('loss', view)(record, config).arms.flatMap(({ train, test: tests }) => [
      ...train,
      ...tests,
    ]);
    expect(lines).toHaveLength(4);
    for (const { points } of lines) {
      expect(points.length).toBeLessThanOrEqual(500);
      expect(points.every(({ y }) => Number.isFinite(y))).toBe(true);
    }
  }
});

test('changes at one step share a mark', () => {
  const changes = [
    { kind: 'rate', step: 100, arm: 0, rate: 1 },
    { kind: 'rate', step: 100, arm: 1, rate: 1 },
    { kind: 'bn', step: 150, arm: 1, on: true },
  ] as const;
  const model = createCurveModeller('loss', plain)(fixtureRecord({ step: 200, changes }), config);
  expect(model.changes).toEqual([
    { step: 100, text: 'A: learning rate 1 · B: learning rate 1' },
    { step: 150, text: 'B: batch normalization on' },
  ]);
});

test('smoothing makes training lines calmer and leaves tests alone', () => {
  const record = fixtureRecord({ step: 3000 });
  const wobble = (smooth: boolean) => {
    const [arm] = createCurveModeller('loss', { ...plain, smooth })(record, config).arms;
    const ys = arm?.train.flatMap(({ points }) => points.slice(-90).map(({ y }) => y)) ?? [];
    return { train: ys.slice(1).reduce((sum, y, index) => sum + Math.abs(y - (ys[index] ?? y)), 0), arm };
  };
  expect(wobble(true).train).toBeLessThan(0.7 * wobble(false).train);
  expect(wobble(true).arm?.test).toEqual(wobble(false).arm?.test);
});

test('an axis maps values to pixels and back, and keeps what lies beyond at its ends', () => {
  const model = createCurveModeller('loss', { ...plain, logX: true })(fixtureRecord({ step: 900 }), config);
  for (const axis of [stepAxis(model, 600), figureAxis(model)]) {
    const [min, max] = axis.domain;
    expect(axis.scale).toBe('log');
    expect(position(axis, min, 600)).toBeCloseTo(0, 9);
    expect(position(axis, max, 600)).toBeCloseTo(600, 9);
    expect(position(axis, 0, 600)).toBeCloseTo(0, 9);
    const middle = Math.sqrt(min * max);
    expect(valueAt(axis, position(axis, middle, 600), 600)).toBeCloseTo(middle, 9);
    for (const tick of axis.ticks) expect(tick).toBeGreaterThanOrEqual(min * 0.999);
  }
});

test('a loss of exactly 0 does not break a logarithmic axis', () => {
  const model = createCurveModeller('loss', plain)(null, config);
  const points = [
    { x: 0, y: 2 },
    { x: 10, y: 0 },
    { x: 20, y: 1e-12 },
  ];
  const [arm] = model.arms;
  const arms = arm === undefined ? [] : [{ ...arm, test: [{ place: 0, tone: 'bn' as const, points }] }];
  const { domain } = figureAxis({ ...model, arms });
  expect(domain[0]).toBeCloseTo(1e-6, 12);
  expect(domain[1]).toBe(2);
});

test('changes get room above the plot', () => {
  const empty = createCurveModeller('loss', plain)(null, config);
  const marks = [1, 2, 3, 4, 5].map((step) => ({ step, text: '' }));
  const size = { width: 600, height: 250 };
  const [without, withMarks] = [plotArea(empty, size), plotArea({ ...empty, changes: marks }, size)];
  expect(withMarks.y).toBeGreaterThan(without.y);
  expect(withMarks.y + withMarks.height).toBe(without.y + without.height);
});

test.each([
  [2500, 230, [0, 1000, 2000, 2500]],
  [2500, 200, [0, 2500]],
  [2100, 230, [0, 1000, 2100]],
  [3000, 600, [0, 500, 1000, 1500, 2000, 2500, 3000]],
])('the axis of %i steps on %i pixels labels its end', (endStep, width, ticks) => {
  const model = createCurveModeller('loss', plain)(null, config);
  expect(stepAxis({ ...model, endStep }, width).ticks).toEqual(ticks);
});

test('thousands of loss have separators', () => {
  expect([0.05, 1, 20, 1000, 50_000, 1e6].map(figureTickText('loss'))).toEqual([
    '0.05',
    '1',
    '20',
    '1,000',
    '50,000',
    '1e6',
  ]);
});

test('the second curve is drawn for the arm that has one, and nothing for the others', () => {
  const arms = [
    { bn: true, rate: 0.1, norm: { inference: 'both' } },
    { bn: true, rate: 0.1 },
  ] as const;
  const record = fixtureRecord({ step: 100, config: { arms } });
  const model = createCurveModeller('accuracy', plain)(record, record.config);
  const [a, b] = model.arms;
  const own = record.arms[0]?.byBatchAccuracy;
  expect(a?.byBatch[0]?.points.map(({ y }) => y)).toEqual(own && Array.from(values(own)));
  expect(b?.byBatch).toEqual([]);
  expect(model.hasByBatch).toBe(true);
});

test('a second curve is announced before the run, and not where normalization is off', () => {
  const told = (bn: boolean) =>
    createCurveModeller('loss', plain)(null, {
      ...config,
      arms: [{ bn, rate: 0.1, norm: { inference: 'both' } }],
    }).hasByBatch;
  expect([told(true), told(false)]).toEqual([true, false]);
});

test('a name given by hand stands beside the letter, and a colour given by hand is the line’s', () => {
  const arms = [{ bn: true, rate: 0.1, name: 'no centre', color: 4 }];
  const {
    arms: [a],
  } = createCurveModeller('loss', plain)(null, { ...config, arms });
  expect([a?.label, a?.tone]).toEqual(['A · no centre', 'own4']);
});
