import { FILTER_PADDING, FILTER_SIDE } from '../../layer-shape.ts';
import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { clearPadding, eachRow } from './code.ts';
import {
  batchOf,
  columnAt,
  hasBiases,
  isDot,
  type LayerSize,
  overPlaces,
  placeCode,
  readsPixels,
  rowAt,
  shapeAt,
} from './sizes.ts';

/**
 * X, W (and B) to Z = X W + B, each arm by itself: a dense layer, [images, arms * in] by [in, arms * out] to [images, arms * out], or filters at
 * every place. GLSL has the rows of a block in its columns, so all it sees is turned, and the factors change places.
 */
export const product = (size: LayerSize): KernelCode => ({
  name: size.layer.kind === 'conv' ? 'convolution' : 'product',
  inputs: ['X', 'W', ...(hasBiases(size) ? ['B'] : [])],
  shape: shapeAt(size, size.layer.grid, size.layer.units),
  code: `${placeCode(size, size.layer.grid, size.layer.units)} ${sumOf(size)} ${hasBiases(size) ? addBias(size) : ''}`,
});

/** B is the bias in its first row; padding stays 0. */
const addBias = ({ layer, rows }: LayerSize): string => `
    vec4 bias = line(B, 0, column, 0);
    ${eachRow((i) => `result[${i}] += bias;`)}
    ${clearPadding(rows, layer.units, 'images', 'column')}`;

function sumOf(size: LayerSize): string {
  if (size.layer.kind === 'dense') return isDot(size.layer.input) ? denseSum(size) : sumOverPlaces(size);
  return readsPixels(size.layer) ? pixelFilters(size) : filters(size);
}

function denseSum(size: LayerSize): string {
  const inputs = blocksOf(size.layer.channels);
  return `
    int from = (${size.layer.index === 0 ? batchOf(size, 'arm') : 'arm'}) * ${inputs};
    for (int k = 0; k < ${inputs}; k++) {
      result += block(W, k, at.y) * block(X, at.x, from + k);
    }`;
}

function sumOverPlaces(size: LayerSize): string {
  const { channels, input } = size.layer;
  const inputs = blocksOf(channels);
  const column = columnAt(size, 'px', `arm * ${inputs} + k`, input, channels);
  const row = rowAt(size, 'py', 'images', input);
  return overPlaces(
    input,
    `for (int k = 0; k < ${inputs}; k++) {
      result += block(W, (py * ${input.width} + px) * ${inputs} + k, at.y) * block(X, ${row}, ${column});
    }`,
  );
}

/** Code around what is done at each tap of a filter: `y`, `x` are the place that it reads, in or out of the image. */
const eachTap = ({ layer: { input, stride } }: LayerSize, code: string): string => `
    for (int tap = 0; tap < ${FILTER_SIDE * FILTER_SIDE}; tap++) {
      int y = py * ${stride} + tap / ${FILTER_SIDE} - ${FILTER_PADDING};
      int x = px * ${stride} + tap % ${FILTER_SIDE} - ${FILTER_PADDING};
      if (y >= 0 && y < ${input.height} && x >= 0 && x < ${input.width}) { ${code} }
    }`;

function filters(size: LayerSize): string {
  const { channels, input } = size.layer;
  const inputs = blocksOf(channels);
  const column = columnAt(size, 'x', `arm * ${inputs} + k`, input, channels);
  return eachTap(
    size,
    `for (int k = 0; k < ${inputs}; k++) {
       result += block(W, tap * ${inputs} + k, column) * block(X, ${rowAt(size, 'y', 'images', input)}, ${column});
     }`,
  );
}

/** Four images at a pixel are one texel. */
const pixelFilters = (size: LayerSize): string =>
  eachTap(
    size,
    `int pixel = y * ${size.layer.input.width} + x;
     int own = (${batchOf(size, 'arm')}) * ${blocksOf(size.rows)} + images;
     result += outerProduct(line(W, tap / 4, column, tap % 4), line(X, pixel / 4, own, pixel % 4));`,
  );
