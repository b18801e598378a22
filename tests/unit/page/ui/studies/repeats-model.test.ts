import { expect, test } from 'vitest';
import type { RepeatsView } from '../../../../../src/page/ui/charts/chart-store.ts';
import { figureAxis, stepAxis } from '../../../../../src/page/ui/charts/curve-axes.ts';
import { readingAt, repeatsModel } from '../../../../../src/page/ui/studies/repeats-model.ts';
import { describeArm, describeRepeats } from '../../../../../src/page/ui/studies/repeats-words.ts';
import { fixtureStudy, fixtureStudyConfig, type MemberCurve } from '../../../../fixtures/study.ts';

const NB = '\u202f';
const view: RepeatsView = {
  figure: 'accuracy',
  band: 'range',
  singles: false,
  logX: false,
  logY: true,
  tabled: false,
};
const curve = (...accuracies: readonly number[]): MemberCurve['accuracy'] =>
  accuracies.map((accuracy, test) => [100 * test, accuracy]);

/** Seeds 1 to 3 of BN; of the plain net one that breaks down at step 150 and one that has only begun. */
const nets: readonly (readonly (MemberCurve | null)[])[] = [
  [
    { accuracy: curve(0.1, 0.5, 0.9) },
    { accuracy: curve(0.1, 0.6, 0.93) },
    { accuracy: curve(0.1, 0.7, 0.96) },
  ],
  [{ accuracy: curve(0.1, 0.2, 0.4) }, { accuracy: curve(0.1, 0.3), divergedAt: 150 }, null],
];
const record = fixtureStudy(
  fixtureStudyConfig('repeats', [1, 2, 3], { steps: 200 }),
  (row, column) => nets[row]?.[column] ?? null,
);
const model = (part: Partial<RepeatsView> = {}) => repeatsModel(record, { ...view, ...part });
const arm = (row: number, part: Partial<RepeatsView> = {}) => {
  const found = model(part).arms[row];
  if (found === undefined) throw new Error(`There is no arm ${row}`);
  return found;
};

test('means and bands are over the seeds tested at each step', () => {
  const { high, low, mean, readings } = arm(0);
  expect(readings.map(({ seeds, step }) => [step, seeds])).toEqual([
    [0, 3],
    [100, 3],
    [200, 3],
  ]);
  expect(readings[1]?.mean).toBeCloseTo(0.6, 10);
  expect(readings[1]?.band).toEqual({ low: 0.5, high: 0.7 });
  expect(mean).toHaveLength(1);
  expect(mean[0]?.points.map(({ x }) => x)).toEqual([0, 100, 200]);
  expect([low.at(-1)?.y, high.at(-1)?.y]).toEqual([0.9, 0.96]);
});

test.each([
  ['sd', 0.1],
  ['se', 0.1 / Math.sqrt(3)],
  ['ci95', (4.302653 * 0.1) / Math.sqrt(3)],
] as const)('the band %s reaches %d around the mean', (band, reach) => {
  const [, reading] = arm(0, { band }).readings;
  expect(reading?.band?.low).toBeCloseTo(0.6 - reach, 5);
  expect(reading?.band?.high).toBeCloseTo(0.6 + reach, 5);
});

test('a seed that breaks down leaves the mean there, and is marked at its last test', () => {
  const { broken, readings } = arm(1);
  expect(readings.map(({ mean, seeds, step }) => [step, seeds, Number(mean.toFixed(6))])).toEqual([
    [0, 2, 0.1],
    [100, 2, 0.25],
    [200, 1, 0.4],
  ]);
  expect(broken).toEqual([{ column: 1, x: 150, y: 0.3 }]);
});

test('one seed alone has no deviation: the line goes on, the band ends', () => {
  const { high, low, readings } = arm(1, { band: 'sd' });
  expect(readings.at(-1)?.band).toBeNull();
  expect([low.at(-1)?.y, high.at(-1)?.y]).toEqual([Number.NaN, Number.NaN]);
  expect(low.at(-2)?.y).toBeCloseTo(0.25 - 0.1 / Math.sqrt(2), 10);
});

test('every seed has a line of its own, empty before its turn', () => {
  expect(arm(1).test.map(({ place, points }) => [place, points.length])).toEqual([
    [0, 3],
    [1, 2],
    [2, 0],
  ]);
});

test('the axes are those of other curves, and the loss is in nats', () => {
  expect(figureAxis(model()).domain).toEqual([0, 1]);
  const loss = model({ figure: 'loss', logX: true });
  expect(figureAxis(loss).scale).toBe('log');
  expect(stepAxis(loss, 600)).toMatchObject({ scale: 'log', domain: [1, 200] });
  expect(loss.arms[0]?.readings[1]?.mean).toBeCloseTo(2.3 * 0.4, 10);
});

test('a reading is of the last test at or before a step, and says of how many seeds it is', () => {
  const plain = arm(1);
  expect(readingAt(plain, 199)?.step).toBe(100);
  expect(readingAt(plain, -1)).toBeNull();
  expect(describeArm(arm(0), model(), 100)).toBe(`60.0${NB}% (50.0${NB}% to 70.0${NB}%)`);
  expect(describeArm(plain, model(), 100)).toBe(`25.0${NB}% (20.0${NB}% to 30.0${NB}%), 2 of 3 seeds`);
  expect(describeArm(arm(1, { band: 'se' }), model({ band: 'se' }), 200)).toBe(`40.0${NB}%, 1 of 3 seeds`);
});

test('the chart in a sentence', () => {
  const words = describeRepeats(model());
  expect(words).toContain('mean and lowest to highest seed, at step 200. A (batch normalization): 93.0');
  expect(words).toContain('B (plain): 40.0');
  expect(words).toContain('1 of 3 seeds broke down');
  const empty = fixtureStudy(fixtureStudyConfig('repeats', [1, 2]), () => null);
  expect(describeRepeats(repeatsModel(empty, view))).toContain('Nothing is tested yet');
});

test('planned changes are marked, and the mean changes its colour with the arm', () => {
  const changes = [{ kind: 'bn', step: 100, arm: 1, on: true }] as const;
  const switched = { ...record, config: { ...record.config, base: { ...record.config.base, changes } } };
  const { arms, changes: marks } = repeatsModel(switched, view);
  expect(marks.map(({ step }) => step)).toEqual([100]);
  expect(arms[1]?.mean.map(({ tone }) => tone)).toEqual(['plain', 'bn']);
});
