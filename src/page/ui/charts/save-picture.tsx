import { armLetter } from '../../../common/experiment/arms.ts';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { judge } from '../../../common/experiment/verdict.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { download } from '../../export/download.ts';
import { composeFigure, FIGURE_PADDING, figureCardWidth, type LegendItem } from '../../export/figure.ts';
import { createMeasure, loadFontFace } from '../../export/figure-font.ts';
import { histogramWidth } from '../../export/layer-figure.ts';
import type { Scheme } from '../../export/palette.ts';
import type { CurvePicture, LayersPicture, Picture } from '../../export/picture.ts';
import { rasterise } from '../../export/rasterise.ts';
import { armText, fileName, runFacts } from '../../export/run-text.ts';
import { armDash, armMarker, bnColor } from './arm-style.ts';
import { armNow } from './bn-segments.ts';
import { CurvePlot } from './CurvePlot.tsx';
import { CHART_TITLES, type ChartName, type ChartState, type CurveName } from './chart-store.ts';
import { createCurveModeller } from './curve-model.ts';
import { drawCharts } from './draw-charts.tsx';
import { LayerHistogram } from './LayerHistogram.tsx';
import { layerModel, PROBE_NAMES } from './layer-model.ts';

/** Pixels of the image for one of the figure. */
const SCALE = 2;
const ONE_CHART = { width: 960, height: 400 };
const ALL_CHARTS = { width: 1280, accuracy: 730, loss: 470, height: 330 };

/** What a picture is made from. */
export interface PictureSource {
  readonly record: RunRecord;
  readonly config: ExperimentConfig;
  readonly views: ChartState['views'];
  readonly scheme: Scheme;
}

/** Makes a picture of one chart, or of all of them in one, and hands it to the person as a PNG. */
export async function savePicture(what: ChartName | 'all', source: PictureSource): Promise<void> {
  download(await makePicture(what, source, new Date()), fileName(what, source.record, 'png'));
}

/** The picture itself, as a PNG at twice the size of the figure. */
export async function makePicture(what: ChartName | 'all', source: PictureSource, now: Date): Promise<Blob> {
  const width = what === 'all' || what === 'layers' ? ALL_CHARTS.width : ONE_CHART.width;
  const [pictures, fontFace] = await Promise.all([pictureRows(what, source, width), loadFontFace()]);
  const { record, scheme } = source;
  const { headline, detail, caveat } = judge(record);
  const titles =
    what === 'all'
      ? { title: headline, subtitle: `${detail} ${caveat}` }
      : { title: CHART_TITLES[what], subtitle: `${headline} ${detail}` };
  const texts = { ...titles, legend: legend(record, what), facts: runFacts(record, now) };
  const figure = composeFigure(pictures, texts, { width, scheme, fontFace }, createMeasure());
  return rasterise(figure, SCALE);
}

async function pictureRows(
  what: ChartName | 'all',
  source: PictureSource,
  figureWidth: number,
): Promise<Picture[][]> {
  switch (what) {
    case 'accuracy':
    case 'loss': {
      const size = { width: figureWidth - 2 * FIGURE_PADDING, height: ONE_CHART.height };
      return [[await curvePicture(what, source, size)]];
    }
    case 'layers':
      return [[await layersPicture(source, figureWidth)]];
    case 'all': {
      const { accuracy, loss, height } = ALL_CHARTS;
      const curves = [
        await curvePicture('accuracy', source, { width: accuracy, height }),
        await curvePicture('loss', source, { width: loss, height }),
      ];
      return [curves, [await layersPicture(source, figureWidth)]];
    }
  }
}

async function curvePicture(
  name: CurveName,
  { record, config, views }: PictureSource,
  size: { width: number; height: number },
): Promise<CurvePicture> {
  const model = createCurveModeller(name, views[name])(record, config);
  const [chart] = await drawCharts([<CurvePlot key={name} model={model} {...size} />]);
  if (chart === undefined) throw new Error(`No ${name} chart was drawn`);
  return { kind: 'curve', title: CHART_TITLES[name], chart };
}

async function layersPicture({ record, config }: PictureSource, figureWidth: number): Promise<LayersPicture> {
  const models = Array.from({ length: record.config.depth }, (_, index) =>
    layerModel(record, config, index + 1),
  );
  const width = histogramWidth(figureCardWidth(figureWidth));
  const charts = await drawCharts(
    models.map(({ cell, histograms }) => (
      <LayerHistogram key={cell.title} histograms={histograms} width={width} />
    )),
  );
  const step = record.live === null ? '' : `, training batch at step ${formatWhole(record.live.step)}`;
  return {
    kind: 'layers',
    title: CHART_TITLES.layers,
    subtitle: `${PROBE_NAMES.activation}${step}. Standard deviation of all values, across images, and between units; pale: each unit is constant across images.`,
    cards: models.flatMap(({ cell }, index) => {
      const chart = charts[index];
      return chart === undefined ? [] : [{ cell, chart }];
    }),
  };
}

function legend(record: RunRecord, what: ChartName | 'all'): LegendItem[] {
  const arms = record.config.arms.map((start, arm) => {
    const now = armNow(record, arm) ?? start;
    const changed = record.changes.some((change) => change.arm === arm) ? ' (changed during the run)' : '';
    return {
      text: `${armLetter(arm)}: ${armText(now)}${changed}`,
      line: { color: bnColor(now.bn), dash: armDash(arm), marker: armMarker(arm) },
    };
  });
  const lines = { text: 'bold: test set · thin: training batches', line: null };
  return what === 'layers' ? arms : [...arms, lines];
}
