import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright';
import type { Picture } from './picture.ts';

/** Pixels of the file for one of the picture. */
const SCALE = 2;

/** Draws a picture with the browser, in the page's own font, into a PNG file. */
export async function rasterise(
  browser: Browser,
  { height, svg, width }: Picture,
  path: string,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: SCALE });
  try {
    await page.setContent(
      `<style>@font-face{font-family:Inter;font-weight:100 900;src:url(${await fontUrl()})}body{margin:0}svg{display:block}</style>${svg}`,
    );
    await page.evaluate(async () => void (await document.fonts.load('12px Inter')));
    await page.screenshot({ path });
  } finally {
    await page.close();
  }
}

async function fontUrl(): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const file = await readFile(resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'));
  return `data:font/woff2;base64,${file.toString('base64')}`;
}
