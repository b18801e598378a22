import { describe, expect, it } from 'vitest';
import { createLadderModeller, emptyLadder } from '../../../../../src/page/ui/studies/ladder-model.ts';
import { fixtureStudy, fixtureStudyConfig, type MemberCurve } from '../../../../fixtures/study.ts';

const NB = '\u202f';
const RATES = [0.01, 0.1, 1];
const config = fixtureStudyConfig('ladder', RATES);

const over = (final: number): MemberCurve => ({
  accuracy: [
    [250, final / 2],
    [500, final],
  ],
});
/** BN is over at 0.01 and 0.1 and in training at 1; plain is over, has broken down, and has not begun. */
const nets: readonly (readonly (MemberCurve | null)[])[] = [
  [over(0.92), over(1), { accuracy: [[250, 0.4]] }],
  [over(0.3), { accuracy: [[100, 0.1]], divergedAt: 140 }, null],
];
const record = fixtureStudy(config, (row, column) => nets[row]?.[column] ?? null);
const [bn, plain] = createLadderModeller()(record, 0.9).arms;

describe('the cells of a ladder', () => {
  it('say the newest test accuracy in percent, and what became of the others', () => {
    expect(bn?.cells.map(({ text }) => text)).toEqual(['92.0', '100', '40.0']);
    expect(plain?.cells.map(({ note }) => note)).toEqual(['', 'step 140', '']);
    expect(plain?.cells.map(({ text }) => text)).toEqual(['30.0', '✕', '·']);
  });

  it('say the same in words', () => {
    expect(bn?.cells.map(({ words }) => words)).toEqual([
      `Batch normalization at rate 0.01: 92.0${NB}% test accuracy after 500 steps`,
      `Batch normalization at rate 0.1: 100.0${NB}% test accuracy after 500 steps`,
      `Batch normalization at rate 1: 40.0${NB}% test accuracy after 250 steps so far`,
    ]);
    expect(plain?.cells.slice(1).map(({ words }) => words)).toEqual([
      'Plain at rate 0.1: diverged at step 140',
      'Plain at rate 1: not trained yet',
    ]);
  });

  it('are over when they are tested at the last step, or have broken down', () => {
    expect(bn?.cells.map(({ isFinished }) => isFinished)).toEqual([true, true, false]);
    expect(plain?.cells.map(({ isFinished }) => isFinished)).toEqual([true, true, false]);
  });

  it('tell arms of one kind apart in words', () => {
    const arms = [
      { bn: true, rate: 0.1 },
      { bn: true, rate: 0.1, norm: { place: 'after' } },
    ] as const;
    const { arms: rows } = emptyLadder(fixtureStudyConfig('ladder', [0.1], { arms }));
    expect(rows.map(({ more, title }) => [title, more])).toEqual([
      ['A · Batch normalization', ''],
      ['B · Batch normalization', 'after activation'],
    ]);
    expect(rows[1]?.cells[0]?.words).toBe('Batch normalization (after activation) at rate 0.1: not measured');
  });
});

describe('the lines of a ladder', () => {
  it('give test accuracy by rate at every tested step, with gaps where there is no test', () => {
    expect(bn?.tests).toEqual([
      { step: 250, points: [0.46, 0.5, 0.4].map((y, column) => ({ x: RATES[column], y })) },
      { step: 500, points: [0.92, 1, Number.NaN].map((y, column) => ({ x: RATES[column], y })) },
    ]);
    expect(plain?.tests.map(({ step }) => step)).toEqual([100, 250, 500]);
  });

  it('go as far as each network was trained', () => {
    const ends = plain?.curves.map((points) => Math.round(points.at(-1)?.x ?? 0));
    expect(ends?.[1]).toBeLessThanOrEqual(140);
    expect(ends?.[0]).toBeGreaterThan(480);
    expect(ends?.[2]).toBe(0);
  });

  it('are those of another study when the modeller is given one', () => {
    const model = createLadderModeller();
    model(record, 0.9);
    const other = fixtureStudy(config, () => over(0.5));
    expect(model(other, 0.9).arms.map(({ curves }) => curves)).toEqual(
      createLadderModeller()(other, 0.9).arms.map(({ curves }) => curves),
    );
  });
});

it('marks the largest usable rate by the threshold asked for', () => {
  const largest = (threshold: number) =>
    createLadderModeller()(record, threshold).arms.map((arm) => arm.largest);
  expect(largest(0.9)).toEqual([1, null]);
  expect(largest(0.3)).toEqual([1, 0]);
});

it('is empty before it is measured', () => {
  const { arms, rates, verdict } = emptyLadder(config);
  expect(verdict).toBeNull();
  expect(rates).toEqual(RATES);
  expect(arms.flatMap(({ cells }) => cells.map(({ text }) => text))).toEqual(Array(6).fill('·'));
});
