import { armTone } from '../../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../../common/experiment/arms.ts';
import { judge } from '../../../../common/experiment/verdict.ts';
import { assertNever } from '../../../../common/lib/assert-never.ts';
import { armTextOver } from '../../../export/arm-text.ts';
import { download } from '../../../export/download.ts';
import { composeFigure, FIGURE_PADDING, type LegendItem } from '../../../export/figure.ts';
import { createMeasure, loadFontFace } from '../../../export/figure-font.ts';
import { toneColor } from '../../../export/palette.ts';
import type { Picture } from '../../../export/picture.ts';
import { rasterise } from '../../../export/rasterise.ts';
import { fileName, repeatLink, runFacts } from '../../../export/run-text.ts';
import type { Ghost } from '../../../store/compared-runs.ts';
import { armDash, armMarker, GHOST_LINE } from '../arm-style.ts';
import { armNow } from '../bn-segments.ts';
import type { PictureSource } from '../chart-source.ts';
import { CHART_TITLES, type ChartName } from '../chart-store.ts';
import { hasFinite } from '../curve-model.ts';
import { curvePicture } from './curve-picture.tsx';
import { depthPicture } from './depth-picture.tsx';
import { gradientPicture } from './gradient-picture.tsx';
import { landscapePicture } from './landscape-picture.tsx';
import { layersPicture } from './layers-picture.tsx';
import { stepSizePicture } from './step-size-picture.tsx';
import { unitPicture } from './unit-picture.tsx';

/** Pixels of the image for one of the figure. */
const SCALE = 2;
const ONE_CHART = { width: 960, height: 400 };
const WIDE: ReadonlySet<ChartName | 'all'> = new Set(['all', 'layers', 'landscape', 'depth', 'unit']);
const ALL_CHARTS = { width: 1280, accuracy: 730, loss: 470, height: 330 };

/** Makes a picture of one chart, or of all of them in one, and hands it to the person as a PNG. */
export async function savePicture(what: ChartName | 'all', source: PictureSource): Promise<void> {
  download(await makePicture(what, source, new Date()), fileName(what, source.record, 'png'));
}

/** The picture itself, as a PNG at twice the size of the figure. */
export async function makePicture(what: ChartName | 'all', source: PictureSource, now: Date): Promise<Blob> {
  const width = WIDE.has(what) ? ALL_CHARTS.width : ONE_CHART.width;
  const [pictures, fontFace] = await Promise.all([pictureRows(what, source, width), loadFontFace()]);
  const { record, scheme } = source;
  const { headline, detail, why, caveat } = judge(record);
  const titles =
    what === 'all'
      ? { title: headline, subtitle: [detail, why, caveat].filter((text) => text !== '').join(' ') }
      : { title: CHART_TITLES[what], subtitle: `${headline} ${detail}` };
  const texts = { ...titles, legend: legend(source, what), facts: runFacts(record, now) };
  const figure = composeFigure(pictures, texts, { width, scheme, fontFace }, createMeasure());
  return rasterise(figure, SCALE, repeatLink(record));
}

/** Rows of charts; those of a row stand side by side. */
async function pictureRows(
  what: ChartName | 'all',
  source: PictureSource,
  figureWidth: number,
): Promise<Picture[][]> {
  const inner = figureWidth - 2 * FIGURE_PADDING;
  switch (what) {
    case 'accuracy':
    case 'loss':
      return [[await curvePicture(what, source, { width: inner, height: ONE_CHART.height })]];
    case 'layers':
      return [[await layersPicture(source, figureWidth)]];
    case 'gradient':
      return [[await gradientPicture(source, inner)]];
    case 'stepsize':
      return [[await stepSizePicture(source, inner)]];
    case 'landscape':
      return [[await landscapePicture(source, inner)]];
    case 'depth':
      return [[await depthPicture(source, inner)]];
    case 'unit':
      return [[await unitPicture(source, inner)]];
    case 'all': {
      const { accuracy, loss, height } = ALL_CHARTS;
      const curves = [
        await curvePicture('accuracy', source, { width: accuracy, height }),
        await curvePicture('loss', source, { width: loss, height }),
      ];
      const inside = await Promise.all([
        layersPicture(source, figureWidth),
        gradientPicture(source, inner),
        ...(source.record.stepSizes.length > 0 ? [stepSizePicture(source, inner)] : []),
        ...(source.record.ribbons.length > 0 ? [landscapePicture(source, inner)] : []),
        depthPicture(source, inner),
        unitPicture(source, inner),
      ]);
      return [curves, ...inside.map((picture) => [picture])];
    }
    default:
      return assertNever(what);
  }
}

function legend({ record, ghosts = [] }: PictureSource, what: ChartName | 'all'): LegendItem[] {
  const arms = record.config.arms.map((start, arm) => {
    const now = armNow(record, arm) ?? start;
    return {
      text: `${armLetter(arm)}: ${armTextOver(start, arm, record.changes)}`,
      line: { color: toneColor(armTone(now)), dash: armDash(arm), marker: armMarker(arm) },
    };
  });
  const byBatch = record.arms.some(({ byBatchLoss }) => hasFinite(byBatchLoss));
  const lines = {
    text: `bold: test set${byBatch ? ' · dotted: test set by batch statistics' : ''} · thin: training batches`,
    line: null,
  };
  return what === 'all' || what === 'accuracy' || what === 'loss'
    ? [...arms, lines, ...ghosts.map(ghostItem)]
    : arms;
}

/** A pinned run, with those of its settings that are other than the present ones. */
const ghostItem = ({ name, words }: Ghost): LegendItem => ({
  text: `${name} (${words})`,
  line: { color: 'var(--ns-ink)', dash: undefined, marker: null, ...GHOST_LINE },
});
