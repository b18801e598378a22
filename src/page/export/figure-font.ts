import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

import { within } from './picture-problem.ts';

const FAMILY = 'Inter Variable';

/** Figures have tabular digits, which a canvas does not measure: they are a little wider. */
const TABULAR = 1.03;

/** A picture in another font is better than a long wait. */
const FONT_PATIENCE_MS = 10_000;

let fontFace: Promise<string> | null = null;

/**
 * CSS that embeds the page's font, so that pictures carry it. Empty when the font cannot be had: a picture in the system's
 * font is better than none.
 */
export function loadFontFace(): Promise<string> {
  fontFace ??= within(fetchFontFace(), 'Loading the font', FONT_PATIENCE_MS).catch(() => {
    fontFace = null;
    return '';
  });
  return fontFace;
}

async function fetchFontFace(): Promise<string> {
  const response = await fetch(interUrl);
  if (!response.ok) throw new Error(`The font answers ${response.status}`);
  const url = await dataUrl(new Blob([await response.arrayBuffer()], { type: 'font/woff2' }));
  return `@font-face{font-family:'${FAMILY}';font-weight:100 900;src:url(${url}) format('woff2')}`;
}

function dataUrl(blob: Blob): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** Measures text in the figure's font, as far as the page has loaded it. */
export function createMeasure(): (text: string, size: number, weight: number) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (text, size, weight) => {
    if (context === null) return 0.6 * size * text.length;
    context.font = `${weight} ${size}px '${FAMILY}', 'Segoe UI', Roboto, sans-serif`;
    return TABULAR * context.measureText(text).width;
  };
}
