import { assertNever } from '../../common/lib/assert-never.ts';
import { layerCardHeight, layerCardMarkup } from './layer-figure.ts';
import { resolveColors, type Scheme } from './palette.ts';
import { nested, type Picture } from './picture.ts';
import type { Fact } from './run-text.ts';
import { type Measure, round, textMarkup, wrapText } from './svg-text.ts';

/** One item of a legend: what an arm is, after a sample of its line; or words alone. */
export interface LegendItem {
  readonly text: string;
  readonly line: {
    readonly color: string;
    readonly dash: string | undefined;
    /** Outline of the marker around 0, 0, as an SVG path; null for none. */
    readonly marker: string | null;
    readonly strokeWidth?: number;
    readonly strokeOpacity?: number;
  } | null;
}

/** What stands around the charts of a figure. */
export interface FigureTexts {
  readonly title: string;
  readonly subtitle: string;
  readonly legend: readonly LegendItem[];
  readonly facts: readonly Fact[];
}

/** A finished figure: a whole SVG document, and its size in pixels. */
export interface Figure {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** A part of a figure: its markup and how high it is. */
interface Block {
  readonly markup: string;
  readonly height: number;
}

export const FIGURE_PADDING = 28;
const GAP = 24;
const PICTURE_TITLE = 24;
const SUBTITLE_SIZE = 12;
const SUBTITLE_LINE = 16;
const CARD_GAP = 10;
const CARDS_A_ROW = 5;
const FACT_NAME = 70;
const FACT_SIZE = 11.5;
const FACT_LINE = 16.5;
const LEGEND_LINE = 22;

/** Width of a layer's card in a figure. */
export const figureCardWidth = (figureWidth: number): number =>
  (figureWidth - 2 * FIGURE_PADDING - (CARDS_A_ROW - 1) * CARD_GAP) / CARDS_A_ROW;

/**
 * Puts charts, title, legend and facts together in one SVG document that needs nothing from outside.
 *
 * @param pictures rows of charts, top to bottom; the charts of a row stand side by side
 * @param fontFace CSS of the embedded font; empty for the reader's own
 */
export function composeFigure(
  pictures: readonly (readonly Picture[])[],
  texts: FigureTexts,
  look: { width: number; scheme: Scheme; fontFace: string },
  measure: Measure,
): Figure {
  const inner = look.width - 2 * FIGURE_PADDING;
  const titled = pictures.flat().length > 1;
  const blocks = [
    headBlock(texts, inner, measure),
    legendBlock(texts.legend, inner, measure),
    ...pictures.map((row) => rowBlock(row, look.width, titled, measure)),
    factsBlock(texts.facts, inner, measure),
  ];
  let y = FIGURE_PADDING;
  const placed = blocks.map(({ markup, height }) => {
    const group = `<g transform="translate(${FIGURE_PADDING} ${round(y)})">${markup}</g>`;
    y += height;
    return group;
  });
  const height = Math.ceil(y + FIGURE_PADDING - 8);
  const style = look.fontFace === '' ? '' : `<style>${look.fontFace}</style>`;
  const body = `<rect width="100%" height="100%" fill="var(--ns-card)"/>${placed.join('')}`;
  return {
    svg:
      `<svg xmlns="http://www.w3.org/2000/svg" width="${look.width}" height="${height}" viewBox="0 0 ${look.width} ${height}" ` +
      `font-family="'Inter Variable', Inter, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif" style="font-variant-numeric: tabular-nums">` +
      `${style}${resolveColors(body, look.scheme)}</svg>`,
    width: look.width,
    height,
  };
}

function headBlock({ title, subtitle }: FigureTexts, width: number, measure: Measure): Block {
  const lines = wrapText(subtitle, width, (text) => measure(text, 13, 400));
  const markup = [
    textMarkup(title, 0, 18, { size: 20, weight: 700, fill: 'var(--ns-ink)' }),
    ...lines.map((line, index) => textMarkup(line, 0, 41 + 18 * index, { size: 13, fill: 'var(--ns-soft)' })),
    textMarkup('Normscope', width, 16, { size: 13, weight: 700, fill: 'var(--ns-faint)', anchor: 'end' }),
  ];
  return { markup: markup.join(''), height: 34 + 18 * lines.length };
}

function legendBlock(legend: readonly LegendItem[], width: number, measure: Measure): Block {
  let x = 0;
  let line = 0;
  const items = legend.map(({ text, line: sample }) => {
    const start = sample === null ? 0 : 38;
    const words = wrapText(text, width - start, (piece) => measure(piece, 12, 400));
    const itemWidth = start + Math.max(0, ...words.map((one) => measure(one, 12, 400))) + 22;
    if (x > 0 && (words.length > 1 || x + itemWidth > width)) {
      x = 0;
      line++;
    }
    const y = 12 + LEGEND_LINE * line;
    const fill = sample === null ? 'var(--ns-soft)' : 'var(--ns-ink)';
    const lines = words.map((one, index) =>
      textMarkup(one, x + start, y + LEGEND_LINE * index, { size: 12, fill }),
    );
    const item = sampleMarkup(sample, x, y - 4) + lines.join('');
    line += words.length - 1;
    x = words.length > 1 ? width : x + itemWidth;
    return item;
  });
  return { markup: items.join(''), height: legend.length === 0 ? 0 : LEGEND_LINE * (line + 1) + 8 };
}

function sampleMarkup(line: LegendItem['line'], x: number, y: number): string {
  if (line === null) return '';
  const { color, dash, marker, strokeWidth = 2.4, strokeOpacity = 1 } = line;
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash}"`;
  return (
    `<g transform="translate(${round(x)} ${y})">` +
    `<path d="M0 0H30" stroke="${color}" stroke-width="${strokeWidth}" stroke-opacity="${strokeOpacity}"${dashes}/>` +
    (marker === null ? '' : `<path d="${marker}" fill="${color}" transform="translate(15 0)"/>`) +
    '</g>'
  );
}

/** Charts side by side. */
function rowBlock(row: readonly Picture[], figureWidth: number, titled: boolean, measure: Measure): Block {
  let x = 0;
  let height = 0;
  const parts = row.map((picture) => {
    const block = pictureBlock(picture, figureWidth, titled, measure);
    const markup = `<g transform="translate(${x} 0)">${block.markup}</g>`;
    if (picture.kind === 'curve') x += picture.chart.width + GAP;
    height = Math.max(height, block.height);
    return markup;
  });
  return { markup: parts.join(''), height: height + 14 };
}

function pictureBlock(picture: Picture, figureWidth: number, titled: boolean, measure: Measure): Block {
  const title = titled
    ? textMarkup(picture.title, 0, 13, { size: 14, weight: 650, fill: 'var(--ns-ink)' })
    : '';
  const top = titled ? PICTURE_TITLE : 0;
  switch (picture.kind) {
    case 'curve':
      return { markup: title + nested(picture.chart, 0, top), height: top + picture.chart.height };
    case 'layers': {
      const inner = figureWidth - 2 * FIGURE_PADDING;
      const lines = wrapText(picture.subtitle, inner, (text) => measure(text, SUBTITLE_SIZE, 400));
      const subtitle = lines.map((line, index) =>
        textMarkup(line, 0, top + 12 + SUBTITLE_LINE * index, {
          size: SUBTITLE_SIZE,
          fill: 'var(--ns-soft)',
        }),
      );
      const below = top + 8 + SUBTITLE_LINE * lines.length;
      const cards = cardsBlock(picture.cards, figureCardWidth(figureWidth), below);
      return { markup: title + subtitle.join('') + cards.markup, height: cards.height };
    }
    default:
      return assertNever(picture);
  }
}

type Cards = Extract<Picture, { kind: 'layers' }>['cards'];

function cardsBlock(cards: Cards, width: number, top: number): Block {
  const height = Math.max(0, ...cards.map(({ cell, charts }) => layerCardHeight(cell, charts, width)));
  const markup = cards.map(({ cell, charts }, index) => {
    const x = (index % CARDS_A_ROW) * (width + CARD_GAP);
    const y = top + Math.floor(index / CARDS_A_ROW) * (height + CARD_GAP);
    return layerCardMarkup(cell, charts, { x, y, width, height });
  });
  const rows = Math.ceil(cards.length / CARDS_A_ROW);
  return { markup: markup.join(''), height: top + rows * (height + CARD_GAP) };
}

function factsBlock(facts: readonly Fact[], width: number, measure: Measure): Block {
  let y = 20;
  const parts = [`<path d="M0 2H${width}" stroke="var(--ns-line)"/>`];
  for (const [name, text] of facts) {
    const style = { size: FACT_SIZE, fill: 'var(--ns-soft)' };
    parts.push(textMarkup(name, 0, y, { size: FACT_SIZE, weight: 600, fill: 'var(--ns-faint)' }));
    for (const line of wrapText(text, width - FACT_NAME, (piece) => measure(piece, FACT_SIZE, 400))) {
      parts.push(textMarkup(line, FACT_NAME, y, style));
      y += FACT_LINE;
    }
  }
  return { markup: parts.join(''), height: y - 6 };
}
