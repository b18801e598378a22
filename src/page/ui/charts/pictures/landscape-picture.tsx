import { type CurvePicture, nested } from '../../../export/picture.ts';
import { textMarkup } from '../../../export/svg-text.ts';
import { RibbonPlot } from '../../landscape/RibbonPlot.tsx';
import { RIBBON_WORDS, ribbonCharts, ribbonWords } from '../../landscape/ribbon-model.ts';
import type { PictureSource } from '../chart-source.ts';
import { CHART_TITLES } from '../chart-store.ts';
import { stepAxisEnd } from '../ticks.ts';
import { drawCharts } from './draw-charts.tsx';

const HEIGHT = 280;
const GAP = 20;
const HEAD = 20;
const LINE = 18;

/** The three charts of the landscape side by side, the words below them. */
export async function landscapePicture(
  { record, config }: PictureSource,
  width: number,
): Promise<CurvePicture> {
  const charts = ribbonCharts(record, record.ribbons);
  const own = (width - GAP * (charts.length - 1)) / charts.length;
  const endStep = stepAxisEnd(config.steps, record.step);
  const drawn = await drawCharts(
    charts.map((chart) => (
      <RibbonPlot key={chart.quantity} chart={chart} endStep={endStep} width={own} height={HEIGHT} />
    )),
  );
  const placed = drawn.map((chart, index) => {
    const x = index * (own + GAP);
    const { title } = RIBBON_WORDS[charts[index]?.quantity ?? 'loss'];
    return (
      textMarkup(title, x, 12, { size: 12.5, weight: 600, fill: 'var(--ns-ink)' }) + nested(chart, x, HEAD)
    );
  });
  const words = ribbonWords(charts, record.ribbons);
  const lines = (words.length > 0 ? words : ['Nothing was measured.']).map((text, index) =>
    textMarkup(text, 0, HEAD + HEIGHT + LINE * (1 + index), { size: 12, fill: 'var(--ns-soft)' }),
  );
  return {
    kind: 'curve',
    title: CHART_TITLES.landscape,
    chart: {
      width,
      height: HEAD + HEIGHT + LINE * lines.length + 8,
      markup: placed.join('') + lines.join(''),
    },
  };
}
