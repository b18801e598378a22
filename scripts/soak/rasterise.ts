import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright';
import type { Picture } from './picture.ts';

/** Pixels of the file for one of the picture. */
const SCALE = 2;

/**
 * Draws a picture with the browser, in the page's own font, into a PNG file. On a canvas: a screenshot fails where the machine is
 * too busy to draw a page.
 */
export async function rasterise(
  browser: Browser,
  { height, svg, width }: Picture,
  path: string,
): Promise<void> {
  const page = await browser.newPage();
  try {
    const image = `data:image/svg+xml;base64,${Buffer.from(await withFont(svg)).toString('base64')}`;
    const url = await page.evaluate(
      async (asked) => {
        const drawn = new Image(asked.width, asked.height);
        drawn.src = asked.image;
        await drawn.decode();
        const canvas = document.createElement('canvas');
        canvas.width = asked.width;
        canvas.height = asked.height;
        canvas
          .getContext('2d', { willReadFrequently: true })
          ?.drawImage(drawn, 0, 0, canvas.width, canvas.height);
        return canvas.toDataURL('image/png');
      },
      { image, width: SCALE * width, height: SCALE * height },
    );
    await writeFile(path, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  } finally {
    await page.close();
  }
}

/** A picture that is an image sees no font of the page around it, so it carries its own. */
async function withFont(svg: string): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  const file = await readFile(resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'));
  const url = `data:font/woff2;base64,${file.toString('base64')}`;
  const style = `<style>@font-face{font-family:Inter;font-weight:100 900;src:url(${url}) format('woff2')}</style>`;
  return svg.replace('>', `>${style}`);
}
