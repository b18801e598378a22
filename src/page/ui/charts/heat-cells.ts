import { type ColorScale, colorIndex, type Ramp } from './color-scale.ts';

/**
 * The colours of a heat map, a pixel a column and layer; clear where there is no figure.
 *
 * @param columns [width] which snapshot each column of pixels shows, -1 for none
 * @param figures [snapshots][layers], layer 1 first; null for an arm that has diverged before
 * @returns RGBA of `columns.length` x `layers` pixels, the last layer on top
 */
export function paintCells(
  columns: Int32Array,
  figures: readonly (Float64Array | null)[],
  layers: number,
  scale: ColorScale,
  { pixels }: Ramp,
): Uint8ClampedArray<ArrayBuffer> {
  const width = columns.length;
  const cells = new Uint32Array(width * layers);
  for (let column = 0; column < width; column++) {
    const index = columns[column] as number;
    const own = index === -1 ? null : figures[index];
    if (!own) continue;
    const repeats = column > 0 && columns[column - 1] === index;
    for (let layer = 1; layer <= layers; layer++) {
      const place = (layers - layer) * width + column;
      if (repeats) {
        cells[place] = cells[place - 1] as number;
        continue;
      }
      const color = colorIndex(scale, own[layer - 1] as number);
      if (color !== null) cells[place] = pixels[color] as number;
    }
  }
  return new Uint8ClampedArray(cells.buffer);
}

/** Draws cells on a canvas of one pixel a cell; it is stretched to its place without smoothing. */
export function drawCells(
  canvas: HTMLCanvasElement,
  cells: Uint8ClampedArray<ArrayBuffer>,
  layers: number,
): void {
  const width = cells.length / (4 * layers);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== layers) canvas.height = layers;
  canvas.getContext('2d')?.putImageData(new ImageData(cells, width, layers), 0, 0);
}
