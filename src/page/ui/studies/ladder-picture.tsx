import { formatCompact } from '../../../common/lib/format.ts';
import { judgeLadder } from '../../../common/studies/ladder-verdict.ts';
import type { StudyRecord } from '../../../common/studies/study-record.ts';
import { composeFigure, FIGURE_PADDING, type LegendItem } from '../../export/figure.ts';
import { createMeasure, loadFontFace } from '../../export/figure-font.ts';
import { type Scheme, toneColor } from '../../export/palette.ts';
import type { CurvePicture } from '../../export/picture.ts';
import { rasterise } from '../../export/rasterise.ts';
import { ladderFacts, studyLink } from '../../export/study-text.ts';
import { textMarkup } from '../../export/svg-text.ts';
import { armDash, armMarker } from '../charts/arm-style.ts';
import { drawCharts } from '../charts/pictures/draw-charts.tsx';
import { AllCurvesPlot } from './AllCurvesPlot.tsx';
import { cellShade } from './cell-shade.ts';
import { createLadderModeller, type LadderCell, type LadderModel, marksOf } from './ladder-model.ts';
import { RatePlot } from './RatePlot.tsx';

const WIDTH = 1280;
const HEIGHT = 330;
const GAP = 24;
/** Pixels of the image for one of the figure. */
const SCALE = 2;
const NAMES = 190;
const CELL = { height: 34, gap: 4 };

/** The strip and the charts of a ladder with its verdict and facts, as a PNG. */
export async function makeLadderPicture(
  record: StudyRecord,
  threshold: number,
  scheme: Scheme,
  now: Date,
): Promise<Blob> {
  const model = createLadderModeller()(record, threshold);
  const inner = WIDTH - 2 * FIGURE_PADDING;
  const size = { width: (inner - GAP) / 2, height: HEIGHT };
  const [charts, fontFace] = await Promise.all([
    drawCharts([
      <RatePlot key="rates" model={model} look={null} {...size} />,
      <AllCurvesPlot key="curves" model={model} look={null} {...size} />,
    ]),
    loadFontFace(),
  ]);
  const [rates, curves] = charts;
  if (rates === undefined || curves === undefined) throw new Error('The ladder was not drawn');
  const { caveat, detail, headline } = judgeLadder(record, threshold);
  const texts = {
    title: headline,
    subtitle: [detail, caveat].join(' '),
    legend: legend(model),
    facts: ladderFacts(record, now),
  };
  const figure = composeFigure(
    [
      [strip(model, inner)],
      [
        { kind: 'curve', title: 'Accuracy by learning rate', chart: rates },
        { kind: 'curve', title: 'All curves', chart: curves },
      ],
    ],
    texts,
    { width: WIDTH, scheme, fontFace },
    createMeasure(),
  );
  return rasterise(figure, SCALE, studyLink(record.config));
}

const legend = ({ arms }: LadderModel): readonly LegendItem[] => [
  ...arms.map(({ more, row, title, tone }) => ({
    text: more === '' ? title : `${title} (${more})`,
    line: { color: toneColor(tone), dash: armDash(row), marker: armMarker(row) },
  })),
  { text: 'bold: after the last step · thin: after earlier ones · ✕ diverged', line: null },
];

/** The cells in rows, as they are on the page. */
function strip({ arms, rates }: LadderModel, width: number): CurvePicture {
  const step = (width - NAMES) / rates.length;
  const xOf = (column: number) => NAMES + column * step;
  const heads = rates.map((rate, column) =>
    textMarkup(formatCompact(rate), xOf(column) + (step - CELL.gap) / 2, 12, {
      size: 12,
      fill: 'var(--ns-soft)',
      anchor: 'middle',
    }),
  );
  const rows = arms.map(({ best, cells, largest, title, tone }, row) => {
    const y = 22 + row * (CELL.height + CELL.gap);
    const head = textMarkup(title, 0, y + 22, { size: 12.5, weight: 650, fill: toneColor(tone) });
    return (
      head +
      cells
        .map((cell) =>
          cellMarkup(cell, tone, { best, largest }, { x: xOf(cell.column), y, width: step - CELL.gap }),
        )
        .join('')
    );
  });
  return {
    kind: 'curve',
    title:
      'Test accuracy in percent by learning rate (best: highest of the row; largest: largest usable rate; ✕: diverged, with the step)',
    chart: {
      width,
      height: 22 + arms.length * (CELL.height + CELL.gap) + 4,
      markup: heads.join('') + rows.join(''),
    },
  };
}

function cellMarkup(
  cell: LadderCell,
  tone: LadderModel['arms'][number]['tone'],
  marked: Pick<LadderModel['arms'][number], 'best' | 'largest'>,
  { x, y, width }: { x: number; y: number; width: number },
): string {
  const color = toneColor(tone);
  const isLargest = cell.column === marked.largest;
  const marks = marksOf(marked, cell).join(', ');
  const edge = isLargest ? `stroke="${color}" stroke-width="2"` : 'stroke="var(--ns-line)"';
  const box = `x="${x}" y="${y}" width="${width}" height="${CELL.height}" rx="6"`;
  return (
    `<rect ${box} fill="${color}" fill-opacity="${cellShade(cell)}"/><rect ${box} fill="none" ${edge}/>` +
    textMarkup(cell.text, x + width / 2, y + (marks === '' ? 21 : 16), {
      size: cell.divergedAt === null ? 12.5 : 15,
      weight: isLargest ? 700 : 400,
      fill: textColor(cell),
      anchor: 'middle',
    }) +
    (marks === ''
      ? ''
      : textMarkup(marks, x + width / 2, y + 28, {
          size: 10,
          fill: cell.divergedAt === null ? 'var(--ns-soft)' : 'var(--ns-bad)',
          anchor: 'middle',
        }))
  );
}

/** As on the page: what broke down is red, what is not over is muted. */
function textColor({ divergedAt, isFinished }: LadderCell): string {
  if (divergedAt !== null) return 'var(--ns-bad)';
  return isFinished ? 'var(--ns-ink)' : 'var(--ns-soft)';
}
