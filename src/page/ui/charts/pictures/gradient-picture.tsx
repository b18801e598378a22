import { snapshotAt } from '../../../../common/experiment/snapshots.ts';
import { toneColor } from '../../../export/palette.ts';
import type { CurvePicture } from '../../../export/picture.ts';
import { textMarkup } from '../../../export/svg-text.ts';
import type { PictureSource } from '../chart-source.ts';
import { CHART_TITLES, shownStep } from '../chart-store.ts';
import { GradientPlot } from '../GradientPlot.tsx';
import { batchText, gradientArms, gradientModel, runFactsOf } from '../gradient-model.ts';
import { createGrowingRange } from '../growing-range.ts';
import { drawCharts } from './draw-charts.tsx';

const HEIGHT = 380;
const LINE = 18;
/** Width of a column of words below the chart, at least. */
const WORDS_WIDTH = 290;

/** The gradient chart at a size of its own, the words on every arm below it. */
export async function gradientPicture(
  { record, config, view }: PictureSource,
  width: number,
): Promise<CurvePicture> {
  const arms = gradientArms(record.config.arms.length, view.layers.arms);
  const snapshot = snapshotAt(record.snapshots, shownStep(view));
  const range = createGrowingRange('gradient')(record.snapshots, arms);
  const model = gradientModel(runFactsOf(record), config, snapshot, arms, range);
  const size = { width, height: HEIGHT };
  const [chart] = await drawCharts([<GradientPlot key="gradient" model={model} {...size} />]);
  if (chart === undefined) throw new Error('No gradient chart was drawn');
  const columns = Math.max(1, Math.floor(width / WORDS_WIDTH));
  const step = textMarkup(batchText(model.step), width, 11, {
    size: 11.5,
    fill: 'var(--ns-soft)',
    anchor: 'end',
  });
  const words = model.arms.map(({ look: { own, tone }, words }, index) => {
    const x = (index % columns) * (width / columns);
    const y = HEIGHT + LINE * (1 + Math.floor(index / columns));
    return textMarkup(own === '' ? words : `${words} · ${own}`, x, y, {
      size: 12,
      weight: 600,
      fill: toneColor(tone),
    });
  });
  return {
    kind: 'curve',
    title: CHART_TITLES.gradient,
    chart: {
      width,
      height: HEIGHT + LINE * Math.ceil(model.arms.length / columns) + 8,
      markup: chart.markup + step + words.join(''),
    },
  };
}
