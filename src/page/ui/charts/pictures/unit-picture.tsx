import type { CurvePicture } from '../../../export/picture.ts';
import { nested } from '../../../export/picture.ts';
import { textMarkup } from '../../../export/svg-text.ts';
import type { PictureSource } from '../chart-source.ts';
import { CHART_TITLES } from '../chart-store.ts';
import { UnitPlot } from '../UnitPlot.tsx';
import { STAGE_TITLES, shownUnit, unitStages } from '../unit-model.ts';
import { noUnitWords, unitName } from '../unit-words.ts';
import { snapshotsIn } from '../use-shown-snapshot.ts';
import { drawCharts } from './draw-charts.tsx';

const HEIGHT = 240;
const GAP = 20;
const WORDS = 28;
const TITLE = 22;

/** The three charts of a unit side by side, with what they show in words above them. */
export async function unitPicture(
  { record, config, view }: PictureSource,
  width: number,
): Promise<CurvePicture> {
  const unit = shownUnit(record.snapshots[0], view.unit);
  const soft = { size: 12, fill: 'var(--ns-soft)' };
  if (unit === null) {
    const markup = textMarkup(noUnitWords(record), 0, 12, soft);
    return { kind: 'curve', title: CHART_TITLES.unit, chart: { width, height: WORDS, markup } };
  }
  const stages = unitStages(record, config, snapshotsIn(record.snapshots, view.range), unit, view);
  const each = Math.floor((width - (stages.length - 1) * GAP) / stages.length);
  const charts = await drawCharts(
    stages.map((model) => <UnitPlot key={model.stage} model={model} width={each} height={HEIGHT} />),
  );
  const words = `${unitName(unit)}. Bold: median over the images of the batch; band: 15th to 85th percentile.`;
  const parts = stages.flatMap(({ stage }, index) => {
    const chart = charts[index];
    const left = index * (each + GAP);
    const title = { size: 12.5, weight: 600, fill: 'var(--ns-ink)' };
    return chart === undefined
      ? []
      : [textMarkup(STAGE_TITLES[stage], left, WORDS + 12, title), nested(chart, left, WORDS + TITLE)];
  });
  return {
    kind: 'curve',
    title: CHART_TITLES.unit,
    chart: {
      width,
      height: WORDS + TITLE + HEIGHT,
      markup: textMarkup(words, 0, 12, soft) + parts.join(''),
    },
  };
}
