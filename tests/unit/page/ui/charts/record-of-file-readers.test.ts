import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenLayers } from '../../../../../src/common/experiment/config.ts';
import { readRunFile } from '../../../../../src/common/experiment/read-run-file.ts';
import { recordOfFile } from '../../../../../src/common/experiment/record-of-file.ts';
import { buildRunFile } from '../../../../../src/common/experiment/run-file.ts';
import type { RunRecord } from '../../../../../src/common/experiment/run-record.ts';
import { judge } from '../../../../../src/common/experiment/verdict.ts';
import { runFacts } from '../../../../../src/page/export/run-text.ts';
import { createChartStore } from '../../../../../src/page/ui/charts/chart-store.ts';
import { figureAxis, stepAxis } from '../../../../../src/page/ui/charts/curve-axes.ts';
import { createCurveModeller } from '../../../../../src/page/ui/charts/curve-model.ts';
import { createDepthModeller } from '../../../../../src/page/ui/charts/depth-model.ts';
import { normAxis } from '../../../../../src/page/ui/charts/gradient-axes.ts';
import { gradientModel, runFactsOf } from '../../../../../src/page/ui/charts/gradient-model.ts';
import { createGrowingRange } from '../../../../../src/page/ui/charts/growing-range.ts';
import { layerModel } from '../../../../../src/page/ui/charts/layer-model.ts';
import { timePlot } from '../../../../../src/page/ui/charts/layer-time.ts';
import { axesWords, lookWords } from '../../../../../src/page/ui/charts/layers-words.ts';
import { CHART_CSV, CHART_TABLES } from '../../../../../src/page/ui/charts/tables/chart-tables.ts';
import { shownUnit } from '../../../../../src/page/ui/charts/unit-model.ts';
import { noUnitWords } from '../../../../../src/page/ui/charts/unit-words.ts';
import { ribbonCharts, ribbonWords } from '../../../../../src/page/ui/landscape/ribbon-model.ts';
import { describeStepSizes, stepSizeModel } from '../../../../../src/page/ui/landscape/step-size-model.ts';
import { mutatedJson } from '../../../../fixtures/json-mutations.ts';
import { lookAt } from '../../../../fixtures/layers.ts';
import { fixtureRecord } from '../../../../fixtures/record.ts';
import { smallRunFile } from '../../../../fixtures/small-run-file.ts';

const view = createChartStore().getState();

/** Makes all that the page draws of a record, but for the drawing. */
function lookAtAll(record: RunRecord): void {
  const { config, snapshots } = record;
  const arms = config.arms.map((_, arm) => arm);
  const source = { record, config, view };
  judge(record);
  runFacts(record, new Date(2026, 1, 3));
  for (const table of [...Object.values(CHART_TABLES), ...Object.values(CHART_CSV)]) table(source);
  for (const name of ['accuracy', 'loss'] as const) {
    for (const logY of [true, false]) {
      const model = createCurveModeller(name, { ...view.views[name], logY })(record, config);
      figureAxis(model);
      stepAxis(model, 500);
    }
  }
  createDepthModeller()(record, snapshots, null, arms);
  const norms = createGrowingRange('gradient')(snapshots, arms);
  for (const snapshot of snapshots) {
    normAxis(gradientModel(runFactsOf(record), config, snapshot, arms, norms).domain);
    const look = lookAt(record, snapshot, { beside: 'z' });
    for (let layer = 1; layer <= hiddenLayers(config); layer++) layerModel(look, layer);
    lookWords(look);
    axesWords(look);
    timePlot(look, 1, 'activation', 40);
  }
  ribbonWords(ribbonCharts(record, record.ribbons), record.ribbons);
  describeStepSizes(stepSizeModel(record, record.stepSizes, null));
}

describe('what the page makes of the record of a file', () => {
  it('is made of every file that can be read, whatever its numbers', () => {
    let read = 0;
    fc.assert(
      fc.property(mutatedJson(JSON.stringify(smallRunFile())), (text) => {
        const file = readRunFile(text);
        if ('error' in file) return;
        read += 1;
        lookAtAll(recordOfFile(file.value));
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(200);
  });

  it('is made of figures as large and as small as they can be', () => {
    for (const figure of [1e45, 1e-300, -1e45, 0]) {
      const { arms, ...file } = smallRunFile();
      const same = (list: readonly unknown[]) => list.map(() => figure);
      const huge = arms.map((arm) => ({
        ...arm,
        trainLoss: same(arm.trainLoss),
        testLoss: same(arm.testLoss),
        testAccuracy: same(arm.testAccuracy),
        layers: arm.layers.map((row) => ({
          ...row,
          norm: figure,
          std: figure,
          imageStd: figure,
          p85: figure,
        })),
      }));
      const read = readRunFile(JSON.stringify({ ...file, arms: huge }));
      if ('error' in read) throw new Error(read.error);
      lookAtAll(recordOfFile(read.value));
    }
  });

  it('has no single unit, and says why', () => {
    const record = recordOfFile(buildRunFile(fixtureRecord({ step: 20 })));
    expect(shownUnit(record.snapshots[0], view.unit)).toBeNull();
    expect(noUnitWords(record)).toBe('A run file tells of no single units.');
    expect(noUnitWords({ ...record, snapshots: [] })).toBe('The layers have not been looked at yet.');
    lookAtAll(record);
  });
});
