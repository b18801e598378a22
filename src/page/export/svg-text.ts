import { cleanText } from '../../common/lib/clean-text.ts';

/** A text's width in pixels, in the figure's font. */
export type Measure = (text: string, size: number, weight: number) => number;

export interface TextStyle {
  readonly size: number;
  readonly weight?: number;
  /** A colour, `var(--ns-...)` for one of the palette's. */
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Any text, safe inside SVG markup. */
export const escapeXml = (text: string): string =>
  cleanText(text).replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '');

/** One line of SVG text; x and y are the start (or end) of its baseline. */
export function textMarkup(text: string, x: number, y: number, style: TextStyle): string {
  const { size, weight = 400, fill, anchor = 'start' } = style;
  const place = `x="${round(x)}" y="${round(y)}" text-anchor="${anchor}"`;
  return `<text ${place} font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeXml(text)}</text>`;
}

export const round = (pixels: number): number => Math.round(100 * pixels) / 100;

/**
 * Breaks a text into lines no wider than `width`: at spaces, after `&` and `,`, and inside a word only when the word alone
 * is too wide.
 */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[^\s&,]*[&,]?\s*/g)?.filter((part) => part !== '') ?? []) {
    if (line !== '' && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
    while (measure(line.trimEnd()) > width && line.length > 1) {
      const kept = longestFitting(line, width, measure);
      lines.push(line.slice(0, kept));
      line = line.slice(kept);
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** Length of the longest start that fits, at least one whole character. */
function longestFitting(text: string, width: number, measure: (text: string) => number): number {
  let [fits, tooLong] = [1, text.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (measure(text.slice(0, middle)) > width) tooLong = middle;
    else fits = middle;
  }
  const splits = (text.codePointAt(fits - 1) ?? 0) > 0xffff;
  if (!splits) return fits;
  return fits > 1 ? fits - 1 : 2;
}
