import { expect, test } from 'vitest';
import { append, emptySeries } from '../../../../../src/common/lib/series.ts';
import type { Ghost } from '../../../../../src/page/store/compared-runs.ts';
import { figureAxis, stepAxis } from '../../../../../src/page/ui/charts/curve-axes.ts';
import { createCurveModeller } from '../../../../../src/page/ui/charts/curve-model.ts';
import { ghostCurves } from '../../../../../src/page/ui/charts/ghost-curves.ts';
import { describeGhosts } from '../../../../../src/page/ui/charts/readings.ts';
import { fixtureGhost } from '../../../../fixtures/ghosts.ts';
import { fixtureConfig, fixtureRecord } from '../../../../fixtures/record.ts';

const view = { logX: false, logY: true, smooth: false };
const config = fixtureConfig({});
const ghost = fixtureGhost(1, { step: 1000, changes: [{ kind: 'bn', step: 400, arm: 1, on: true }] });

test('a pinned run is drawn by its tests, in the colours that its arms had', () => {
  const { arms, endStep, name } = ghostCurves(ghost, 'accuracy');
  expect([name, endStep]).toEqual(['Run 1', 1000]);
  expect(arms.map(({ test: lines }) => lines.map(({ tone }) => tone))).toEqual([['bn'], ['plain', 'bn']]);
  const [a] = ghost.record.arms;
  const drawn = arms[0]?.test[0]?.points;
  expect(drawn?.map(({ y }) => y)).toEqual(
    Array.from(a?.testAccuracy.storage.subarray(0, a.testAccuracy.length) ?? []),
  );
});

test('the axis of steps reaches as far as the longest of them', () => {
  const short = { ...config, steps: 500 };
  const record = fixtureRecord({ step: 200, config: { steps: 500 } });
  const modeller = createCurveModeller('accuracy', view);
  const behind = [ghostCurves(ghost, 'accuracy')];
  expect(stepAxis(modeller(record, short), 600).domain).toEqual([0, 500]);
  expect(stepAxis(modeller(record, short, behind), 600).domain).toEqual([0, 1000]);
  expect(stepAxis(modeller(null, config, behind), 600).domain).toEqual([0, 3000]);
});

test('the axis of losses spans theirs too, and one that blew up does not press the others together', () => {
  const tested = (losses: readonly number[]): Ghost => {
    const [a, ...rest] = ghost.record.arms;
    if (a === undefined) throw new Error('The fixture has two arms');
    const steps = append(emptySeries, ...losses.map((_, index) => 20 * index));
    const arm = { ...a, testStep: steps, testLoss: append(emptySeries, ...losses) };
    return { ...ghost, record: { ...ghost.record, arms: [arm, ...rest] } };
  };
  const record = fixtureRecord({ step: 400 });
  const axis = (...ghosts: Ghost[]) =>
    figureAxis(
      createCurveModeller('loss', view)(
        record,
        config,
        ghosts.map((own) => ghostCurves(own, 'loss')),
      ),
    );
  const [bottom, top] = axis().domain;
  expect(axis(tested([2.3, 0.001])).domain[0]).toBeLessThanOrEqual(0.001);
  expect(axis(tested([12, 2.3])).domain[1]).toBeGreaterThanOrEqual(12);
  expect(axis(tested([2.3, 1e30])).domain[1]).toBeLessThan(1e3);
  expect(bottom).toBeGreaterThan(0.001);
  expect(top).toBeLessThan(12);
});

test('without a run they have the axes to themselves', () => {
  const model = createCurveModeller('loss', view)(null, config, [ghostCurves(ghost, 'loss')]);
  expect(model.ghosts[0]?.losses).not.toBeNull();
  const [bottom, top] = figureAxis(model).domain;
  expect(bottom).toBeLessThanOrEqual(model.ghosts[0]?.losses?.[0] ?? 0);
  expect(top).toBeGreaterThanOrEqual(model.ghosts[0]?.losses?.[1] ?? Number.NaN);
  expect(ghostCurves(ghost, 'accuracy').losses).toBeNull();
});

test('what they came to is told without their training batches', () => {
  const diverged = fixtureGhost(2, { step: 300, divergedAt: [null, 41] });
  expect(describeGhosts([ghost, diverged], 'accuracy')).toMatch(
    /^Pinned, Run 1: A \(batch normalization\): [\d.]+\u202f% test; B \(.*\): [\d.]+\u202f% test\. Pinned, Run 2: .* diverged at step 41\.$/,
  );
  expect(describeGhosts([], 'loss')).toBe('');
});
