import { ARM_TONES } from '../../../common/experiment/arm-look.ts';
import { BINS } from '../../../common/experiment/layer-snapshot.ts';
import { PALETTES, type Scheme } from '../../export/palette.ts';
import type { TimeStrip } from './layer-time.ts';

/** How dark a bin is against its height: low bins must not be lost. */
const GAMMA = 0.6;

/** The pixels of a strip, a column a pixel and the largest value on top: colours of an arm over nothing, RGBA. */
export function stripPixels(
  { levels, tones, columns }: TimeStrip,
  scheme: Scheme,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(columns * BINS * 4);
  const colors = ARM_TONES.map((tone) => rgb(PALETTES[scheme][tone]));
  for (let column = 0; column < columns; column++) {
    const color = colors[tones[column] ?? 0] ?? [0, 0, 0];
    for (let bin = 0; bin < BINS; bin++) {
      const level = levels[column * BINS + bin] ?? 0;
      if (!(level > 0)) continue;
      const at = ((BINS - 1 - bin) * columns + column) * 4;
      pixels.set(color, at);
      pixels[at + 3] = 255 * level ** GAMMA;
    }
  }
  return pixels;
}

/** Draws a strip on a canvas, which gets as many pixels as the strip has bins. */
export function paintStrip(canvas: HTMLCanvasElement, strip: TimeStrip, scheme: Scheme): void {
  if (canvas.width !== strip.columns) canvas.width = strip.columns;
  if (canvas.height !== BINS) canvas.height = BINS;
  const image = new ImageData(stripPixels(strip, scheme), strip.columns, BINS);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

const rgb = (color: string): readonly number[] =>
  [1, 3, 5].map((from) => Number.parseInt(color.slice(from, from + 2), 16));
