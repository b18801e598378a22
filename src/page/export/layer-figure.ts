import type { LayerCell, LayerRow } from './layer-cell.ts';
import { type ChartSvg, nested } from './picture.ts';
import { round, textMarkup } from './svg-text.ts';

const PADDING = 11;
const HEAD = 24;
const RANGE = 16;
const COLUMN_HEADS = 15;
const ROW = 21;
const NOTE = 16;
const FOOT = 8;
/** Widths of the two columns at the right: spread across images, and between units. */
const IMAGES = 52;
const UNITS = 44;

/** Width that a layer's histograms have inside a card. */
export const histogramWidth = (cardWidth: number): number => Math.floor(cardWidth - 2 * PADDING);

/** Height of a layer's card. */
export const layerCardHeight = ({ rows, notes }: LayerCell, chart: ChartSvg): number =>
  HEAD + chart.height + RANGE + COLUMN_HEADS + rows.length * ROW + notes.length * NOTE + FOOT;

/** A layer's card as SVG, as the page shows it: histograms, then the figures of each arm. */
export function layerCardMarkup(
  cell: LayerCell,
  chart: ChartSvg,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): string {
  const left = x + PADDING;
  const right = x + width - PADDING;
  const faint = { size: 10.5, fill: 'var(--ns-faint)' };
  const atEnd = { ...faint, anchor: 'end' } as const;
  const below = y + HEAD + chart.height;
  const heads = below + RANGE + 11;
  const rows = below + RANGE + COLUMN_HEADS;
  const notes = rows + cell.rows.length * ROW;
  return [
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="9" fill="none" stroke="var(--ns-line)"/>`,
    textMarkup(cell.title, left, y + 17, { size: 12, weight: 600, fill: 'var(--ns-ink)' }),
    textMarkup(cell.units, right, y + 17, { ...atEnd, size: 11.5 }),
    nested(chart, left, y + HEAD),
    textMarkup(cell.min, left, below + 12, faint),
    textMarkup(cell.max, right, below + 12, atEnd),
    textMarkup('mean ± sd', left + 14, heads, faint),
    textMarkup('images', right - UNITS, heads, atEnd),
    textMarkup('units', right, heads, atEnd),
    ...cell.rows.map((row, index) => rowMarkup(row, left, right, rows + index * ROW)),
    ...cell.notes.map(({ text, tone }, index) =>
      textMarkup(text, left, notes + index * NOTE + 11, {
        size: 11.5,
        weight: tone === 'soft' ? 400 : 600,
        fill: `var(--ns-${tone})`,
      }),
    ),
  ].join('');
}

function rowMarkup(row: LayerRow, left: number, right: number, top: number): string {
  const fill = row.bn ? 'var(--ns-bn)' : 'var(--ns-plain)';
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
    textMarkup(row.mean, left + 14, base, style),
    textMarkup(row.images, right - UNITS, base, { ...images, anchor: 'end' }),
    textMarkup(row.units, right, base, { ...style, anchor: 'end' }),
    share,
  ].join('');
}
