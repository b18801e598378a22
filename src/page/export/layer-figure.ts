import type { LayerAxis, LayerCell, LayerNote, LayerPart, LayerRow } from './layer-cell.ts';
import { toneColor } from './palette.ts';
import { type ChartSvg, nested } from './picture.ts';
import { round, textMarkup, wrapText } from './svg-text.ts';

const PADDING = 11;
const HEAD = 24;
const PART_NAME = 15;
const PART_GAP = 10;
const AXIS = 16;
const COLUMN_HEADS = 15;
const ROW = 21;
const NOTE = 16;
const NOTE_SIZE = 11.5;
/** A letter of a note is about so wide for its size. */
const LETTER = 0.56;
const FOOT = 8;
/** Widths of the two columns at the right: spread across images, and between units. */
const IMAGES = 52;
const UNITS = 44;

/** Width that a layer's plots have inside a card. */
export const histogramWidth = (cardWidth: number): number => Math.floor(cardWidth - 2 * PADDING);

/** Height of a layer's card; @param charts one a part */
export const layerCardHeight = ({ parts }: LayerCell, charts: readonly ChartSvg[], width: number): number =>
  HEAD +
  parts.reduce((total, part, index) => total + partHeight(part, charts[index], parts.length > 1, width), 0) +
  PART_GAP * Math.max(0, parts.length - 1) +
  FOOT;

const partHeight = (
  { axes, rows, notes }: LayerPart,
  chart: ChartSvg | undefined,
  named: boolean,
  width: number,
): number =>
  (named ? PART_NAME : 0) +
  (chart?.height ?? 0) +
  axes.length * AXIS +
  COLUMN_HEADS +
  rows.length * ROW +
  noteLines(notes, width).length * NOTE;

/** Notes broken to fit a card. */
const noteLines = (notes: readonly LayerNote[], width: number): LayerNote[] =>
  notes.flatMap(({ text, tone }) =>
    wrapText(text, width - 2 * PADDING, (piece) => LETTER * NOTE_SIZE * piece.length).map((line) => ({
      text: line,
      tone,
    })),
  );

/** A layer's card as SVG, as the page shows it: plots, and below each the figures of each arm. */
export function layerCardMarkup(
  cell: LayerCell,
  charts: readonly ChartSvg[],
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): string {
  const left = x + PADDING;
  const right = x + width - PADDING;
  const named = cell.parts.length > 1;
  let top = y + HEAD;
  const parts = cell.parts.map((part, index) => {
    const markup = partMarkup(part, charts[index], named, left, right, top);
    top += partHeight(part, charts[index], named, width) + PART_GAP;
    return markup;
  });
  return [
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="9" fill="none" stroke="var(--ns-line)"/>`,
    textMarkup(cell.title, left, y + 17, { size: 12, weight: 600, fill: 'var(--ns-ink)' }),
    textMarkup(cell.units, right, y + 17, { size: 11.5, fill: 'var(--ns-faint)', anchor: 'end' }),
    ...parts,
  ].join('');
}

function partMarkup(
  { name, axes, heads, rows, notes }: LayerPart,
  chart: ChartSvg | undefined,
  named: boolean,
  left: number,
  right: number,
  top: number,
): string {
  const faint = { size: 10.5, fill: 'var(--ns-faint)' };
  const atEnd = { ...faint, anchor: 'end' } as const;
  const plot = top + (named ? PART_NAME : 0);
  const axisTop = plot + (chart?.height ?? 0);
  const headTop = axisTop + axes.length * AXIS;
  const rowTop = headTop + COLUMN_HEADS;
  const noteTop = rowTop + rows.length * ROW;
  return [
    named ? textMarkup(name, left, top + 10, { size: 11, weight: 600, fill: 'var(--ns-soft)' }) : '',
    chart === undefined ? '' : nested(chart, left, plot),
    ...axes.map((axis, index) => axisMarkup(axis, left, right, axisTop + index * AXIS + 12)),
    textMarkup(heads[0], left + 14, headTop + 11, faint),
    textMarkup(heads[1], right - UNITS, headTop + 11, atEnd),
    textMarkup(heads[2], right, headTop + 11, atEnd),
    ...rows.map((row, index) => rowMarkup(row, left, right, rowTop + index * ROW)),
    ...noteLines(notes, right - left + 2 * PADDING).map(({ text, tone }, index) =>
      textMarkup(text, left, noteTop + index * NOTE + 11, {
        size: NOTE_SIZE,
        weight: tone === 'soft' ? 400 : 600,
        fill: `var(--ns-${tone})`,
      }),
    ),
  ].join('');
}

function axisMarkup(
  { letter, tone, min, mid, max }: LayerAxis,
  left: number,
  right: number,
  y: number,
): string {
  const fill = tone === null ? 'var(--ns-faint)' : toneColor(tone);
  const style = { size: 10.5, fill };
  const start = letter === null ? left : left + 13;
  return [
    letter === null ? '' : textMarkup(letter, left, y, { ...style, weight: 650 }),
    textMarkup(min, start, y, style),
    mid === '' ? '' : textMarkup(mid, (left + right) / 2, y, { ...style, anchor: 'middle' }),
    textMarkup(max, right, y, { ...style, anchor: 'end' }),
  ].join('');
}

function rowMarkup(row: LayerRow, left: number, right: number, top: number): string {
  const fill = toneColor(row.tone);
  const base = top + 12;
  const style = { size: 11.5, fill };
  const images = row.constant ? { ...style, fill: 'var(--ns-warn)', weight: 650 } : style;
  const start = right - UNITS - IMAGES + 14;
  const length = right - start;
  const share =
    row.imageShare === null
      ? ''
      : `<rect x="${round(start)}" y="${top + 15}" width="${round(length)}" height="3" rx="1.5" fill="${fill}" fill-opacity="0.24"/>` +
        `<rect x="${round(start)}" y="${top + 15}" width="${round(row.imageShare * length)}" height="3" rx="1.5" fill="${fill}"/>`;
  return [
    textMarkup(row.letter, left, base, { ...style, weight: 650 }),
    textMarkup(row.main, left + 14, base, style),
    textMarkup(row.images, right - UNITS, base, { ...images, anchor: 'end' }),
    textMarkup(row.units, right, base, { ...style, anchor: 'end' }),
    share,
  ].join('');
}
