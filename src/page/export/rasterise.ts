import type { Figure } from './figure.ts';
import { PictureProblem, within } from './picture-problem.ts';
import { withPngLink } from './png-text.ts';

/** Longest side and largest area that canvases hold in the browsers of today. */
const MAX_SIDE = 16_384;
const MAX_AREA = 2 ** 28;

/**
 * Draws a figure as a PNG that carries its settings.
 *
 * @param scale pixels of the image for one of the figure
 * @param link the query that repeats what it shows
 * @throws PictureProblem when the canvas cannot hold it, or the browser does not answer
 */
export async function rasterise(figure: Figure, scale: number, link: string): Promise<Blob> {
  const width = Math.round(figure.width * scale);
  const height = Math.round(figure.height * scale);
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_AREA) throw tooLarge(width, height);
  const image = new Image(figure.width, figure.height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(figure.svg)}`;
  await within(image.decode(), 'Drawing the picture');
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw tooLarge(width, height);
  context.drawImage(image, 0, 0, width, height);
  // A canvas that is too large for the machine draws nothing and says nothing: its corner stays transparent.
  if (context.getImageData(width - 1, height - 1, 1, 1).data[3] !== 255) throw tooLarge(width, height);
  const encoded = new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  const blob = await within(encoded, 'Writing the picture as a PNG');
  if (blob === null) throw tooLarge(width, height);
  const png = withPngLink(new Uint8Array(await within(blob.arrayBuffer(), 'Reading the PNG')), link);
  return new Blob([png], { type: blob.type });
}

const tooLarge = (width: number, height: number) =>
  new PictureProblem(
    `The picture would have ${width} × ${height} pixels, more than this browser can draw. Export the charts one by one, or use fewer layers or arms.`,
  );
