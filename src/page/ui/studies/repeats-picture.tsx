import { armLetter } from '../../../common/experiment/arms.ts';
import { judgeRepeats } from '../../../common/studies/repeats-verdict.ts';
import type { StudyRecord } from '../../../common/studies/study-record.ts';
import { armTextOver } from '../../export/arm-text.ts';
import { composeFigure, FIGURE_PADDING, type LegendItem } from '../../export/figure.ts';
import { createMeasure, loadFontFace } from '../../export/figure-font.ts';
import { type Scheme, toneColor } from '../../export/palette.ts';
import { rasterise } from '../../export/rasterise.ts';
import { repeatsFacts, studyLink } from '../../export/study-text.ts';
import { armDash, armMarker } from '../charts/arm-style.ts';
import type { RepeatsView } from '../charts/chart-store.ts';
import { drawCharts } from '../charts/pictures/draw-charts.tsx';
import { BANDS } from './bands.ts';
import { RepeatsPlot } from './RepeatsPlot.tsx';
import { type RepeatsModel, repeatsModel } from './repeats-model.ts';
import { brokenText, REPEATS_TITLES } from './repeats-words.ts';

const WIDTH = 960;
const HEIGHT = 400;
/** Pixels of the image for one of the figure. */
const SCALE = 2;

/** The chart over seeds with its verdict and facts, as a PNG. */
export async function makeRepeatsPicture(
  record: StudyRecord,
  view: RepeatsView,
  scheme: Scheme,
  now: Date,
): Promise<Blob> {
  const model = repeatsModel(record, view);
  const size = { width: WIDTH - 2 * FIGURE_PADDING, height: HEIGHT };
  const [charts, fontFace] = await Promise.all([
    drawCharts([<RepeatsPlot key="repeats" model={model} {...size} />]),
    loadFontFace(),
  ]);
  const [chart] = charts;
  if (chart === undefined) throw new Error('No chart over seeds was drawn');
  const title = REPEATS_TITLES[model.name];
  const { caveat, detail, headline } = judgeRepeats(record);
  const texts = {
    title,
    subtitle: [headline, detail, caveat].join(' '),
    legend: legend(record, model),
    facts: repeatsFacts(record, now),
  };
  const look = { width: WIDTH, scheme, fontFace };
  const figure = composeFigure([[{ kind: 'curve', title, chart }]], texts, look, createMeasure());
  return rasterise(figure, SCALE, studyLink(record.config));
}

function legend({ config }: StudyRecord, model: RepeatsModel): readonly LegendItem[] {
  const arms = model.arms.map((own, row): LegendItem => {
    const arm = config.base.arms[row];
    const broken = brokenText(own, model.seeds);
    const what = arm === undefined ? '' : `: ${armTextOver(arm, row, config.base.changes)}`;
    return {
      text: `${armLetter(row)}${what}${broken && ` (\u2715 ${broken})`}`,
      line: { color: toneColor(own.look.tone), dash: armDash(row), marker: armMarker(row) },
    };
  });
  const lines = `bold: mean of the seeds · band: ${BANDS[model.band].words}${model.singles ? ' · thin: single seeds' : ''}`;
  return [...arms, { text: lines, line: null }];
}
