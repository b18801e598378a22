import { describe, expect, it } from 'vitest';
import { createChartStore } from '../../../../../src/page/ui/charts/chart-store.ts';
import {
  landscapeCsv,
  landscapeTable,
  stepSizeCsv,
  stepSizeTable,
} from '../../../../../src/page/ui/charts/tables/landscape-tables.ts';
import {
  describeRibbons,
  ribbonCharts,
  ribbonCost,
  ribbonWords,
} from '../../../../../src/page/ui/landscape/ribbon-model.ts';
import {
  describeStepSizes,
  probeIndex,
  ratioAt,
  stepSizeModel,
  stepSizeWords,
} from '../../../../../src/page/ui/landscape/step-size-model.ts';
import { fixtureRibbon, fixtureStepSizes } from '../../../../fixtures/landscape.ts';
import { fixtureRecord } from '../../../../fixtures/record.ts';

const record = {
  ...fixtureRecord({ step: 300 }),
  stepSizes: [100, 200, 300].map(fixtureStepSizes),
  ribbons: [100, 200].map(fixtureRibbon),
};
const view = createChartStore().getState();
const source = { record, config: record.config, view };

describe('step sizes', () => {
  it('shown are those at or before the shared step, and the newest without one', () => {
    expect(probeIndex(record.stepSizes, null)).toBe(2);
    expect(probeIndex(record.stepSizes, 250)).toBe(1);
    expect(probeIndex(record.stepSizes, 20)).toBe(0);
    expect(probeIndex([], 20)).toBe(-1);
    expect(stepSizeModel(record, record.stepSizes, 250)).toMatchObject({
      step: 200,
      earlier: [{ step: 100 }],
    });
  });

  it('are losses against the loss before the step', () => {
    const { arms, domain } = stepSizeModel(record, record.stepSizes, null);
    expect(arms[0]?.best).toEqual({ x: 1, y: 0.5 });
    expect(arms[0]?.points[0]?.y).toBeCloseTo(1, 2);
    expect(arms[1]?.breaksAt).toBe(10);
    expect(domain).toEqual([0.5, 10]);
  });

  it('are read off the line between the sizes probed', () => {
    const points = [
      { x: 0.1, y: 1 },
      { x: 1, y: 0.5 },
      { x: 10, y: Number.NaN },
    ];
    expect(ratioAt(points, 0.1)).toBe(1);
    expect(ratioAt(points, Math.sqrt(0.1))).toBeCloseTo(0.75, 10);
    expect(ratioAt(points, 5)).toBeNaN();
    expect(ratioAt(points, 20)).toBeNaN();
  });

  it('are told in words, also where nothing moves and where nothing is left', () => {
    const [a, b] = stepSizeModel(record, record.stepSizes, null).arms;
    if (a === undefined || b === undefined) throw new Error('no arms');
    expect(stepSizeWords(a, 1)).toBe(
      'At its rate of 1 a step takes the loss of A on this batch to 50.0\u202f%; the best size probed, 1, to 50.0\u202f%; from 5.62 on it grows.',
    );
    expect(stepSizeWords(b, 10)).toContain('At its rate of 10 a step would break B');
    const flat = { ...a, points: a.points.map(({ x }) => ({ x, y: 1 })), best: null, isFlat: true };
    expect(stepSizeWords(flat, 1)).toContain('Its gradient is next to nothing');
    expect(stepSizeWords({ ...a, points: [] }, 1)).toContain('stands still');
  });

  it('of a network that no step helps are flat, and no sign of a large rate', () => {
    const probe = fixtureStepSizes(300);
    const dead = {
      ...probe,
      losses: [probe.losses[0] ?? [], probe.sizes.map((size) => (size < 1 ? 1.98 : 2.6))],
    };
    const [a, b] = stepSizeModel(record, [dead], null).arms;
    if (a === undefined || b === undefined) throw new Error('no arms');
    expect([a.isFlat, b.isFlat]).toEqual([false, true]);
    expect(stepSizeWords(b, 0.1)).toMatch(
      /^B is flat, no step helps: the best size probed, .*, takes its loss on this batch only to 99\.0\u202f%\. That large/,
    );
    expect(describeStepSizes(stepSizeModel(record, [dead], null))).toContain('B: flat, no step helps');
  });

  it('say in a sentence what is drawn', () => {
    expect(describeStepSizes(stepSizeModel(record, record.stepSizes, null))).toContain(
      'at step 300. A: lowest, 50.0\u202f%, at 1',
    );
    expect(describeStepSizes(stepSizeModel(null, [], null))).toContain('Nothing is measured yet');
  });

  it('are a table at the shown step, and all of them in the file', () => {
    expect(stepSizeTable(source).rows).toHaveLength(25);
    expect(stepSizeCsv(source).rows).toHaveLength(75);
    expect(stepSizeTable(source).rows[20]).toEqual([300, 1, 1, 0.5, expect.any(Number), expect.any(Number)]);
  });
});

describe('ribbons', () => {
  it('range from the lowest to the highest along the gradient', () => {
    const [loss, change, smoothness] = ribbonCharts(record, record.ribbons);
    expect(loss?.arms[0]?.low[0]?.y).toBeCloseTo(0.6, 10);
    expect(loss?.arms[0]?.high[0]?.y).toBeCloseTo(0.95, 10);
    expect(change?.arms[1]?.high.map(({ x, y }) => [x, y])).toEqual([
      [100, 4],
      [200, 4],
    ]);
    expect(smoothness?.arms.map(({ high }) => high[0]?.y)).toEqual([
      expect.closeTo(1, 10),
      expect.closeTo(10, 10),
    ]);
    expect(loss?.domain[0]).toBeLessThan(0.6);
  });

  it('have a gap where a step breaks the network, and say so', () => {
    const broken = fixtureRibbon(300);
    const ribbon = { ...broken, losses: [[Number.NaN, 1, 1, 1, 1, 1, Number.POSITIVE_INFINITY], []] };
    const charts = ribbonCharts(record, [...record.ribbons, ribbon]);
    expect(charts[0]?.arms[0]?.low.at(-1)?.y).toBeNaN();
    expect(ribbonWords(charts, [ribbon])).toEqual(
      expect.arrayContaining([
        'At step 300 2 of 7 steps along its gradient break A.',
        'B had broken down, and stands still.',
      ]),
    );
  });

  it('tell their cost, and what is drawn', () => {
    expect(ribbonCost(record.ribbons, 10_000)).toBe('0.5 s each, 10.0\u202f% of the time so far');
    expect(ribbonCost([], 1)).toBe('');
    const [loss] = ribbonCharts(record, record.ribbons);
    expect(loss && describeRibbons(loss)).toContain('A 0.6 to 0.95 at step 200');
    const [empty] = ribbonCharts(null, []);
    expect(empty && describeRibbons(empty)).toContain('Nothing is measured yet');
  });

  it('are a table of ranges, and a file of every step along the gradient', () => {
    expect(landscapeTable(source).rows).toHaveLength(2);
    expect(landscapeTable(source).columns).toContain('A effective smoothness');
    expect(landscapeCsv(source).rows).toHaveLength(14);
  });
});
