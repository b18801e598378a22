import { matMul, type Tensor2D } from '@tensorflow/tfjs-core';
import { FILTER_PADDING, FILTER_SIDE, FILTER_TAPS, type LayerShape } from '../layer-shape.ts';
import { makeTensor, turned, valuesOf } from './host-memory.ts';

/** Columns of an image that one tap of a filter reads, from `first` to before `end`, and where it begins to read. */
interface Reach {
  readonly first: number;
  readonly end: number;
}

/** The places along one side whose tap `tap` reads within the image: place * stride + tap - padding in 0 ... size - 1. */
function reachOf(places: number, size: number, stride: number, tap: number): Reach {
  const offset = tap - FILTER_PADDING;
  const first = Math.max(0, Math.ceil(-offset / stride));
  return { first, end: Math.min(places, Math.floor((size - 1 - offset) / stride) + 1) };
}

/** Calls back for every row of places whose tap reads within the image, with the reach of its columns. */
function eachRowRead(
  { channels, grid, input, stride }: LayerShape,
  visit: (row: number, outY: number, inY: number, columns: Reach, tapX: number, channel: number) => void,
): void {
  for (let channel = 0; channel < channels; channel++) {
    for (let tap = 0; tap < FILTER_TAPS; tap++) {
      const [tapY, tapX] = [Math.floor(tap / FILTER_SIDE), tap % FILTER_SIDE];
      const rows = reachOf(grid.height, input.height, stride, tapY);
      const columns = reachOf(grid.width, input.width, stride, tapX);
      for (let outY = rows.first; outY < rows.end; outY++) {
        visit(
          channel * FILTER_TAPS + tap,
          outY,
          outY * stride + tapY - FILTER_PADDING,
          columns,
          tapX,
          channel,
        );
      }
    }
  }
}

/**
 * What filters read ("im2col"): [channels, places * batch] to [channels * 9, places of the output * batch], zeros where a filter
 * sticks out of the image. All images at one place lie in one piece, and are copied so.
 */
export function columnsOf(layer: LayerShape, x: Tensor2D): Tensor2D {
  const { channels, grid, input, stride } = layer;
  const batch = x.size / (channels * input.height * input.width);
  const result = makeTensor(channels * FILTER_TAPS, grid.height * grid.width * batch);
  const [from, to] = [valuesOf(x), valuesOf(result)];
  to.fill(0);
  const length = grid.height * grid.width * batch;
  eachRowRead(layer, (row, outY, inY, { end, first }, tapX, channel) => {
    const inRow = (channel * input.height + inY) * input.width;
    const outRow = row * length + outY * grid.width * batch;
    if (stride === 1) {
      const source = (inRow + first + tapX - FILTER_PADDING) * batch;
      to.set(from.subarray(source, source + (end - first) * batch), outRow + first * batch);
      return;
    }
    for (let outX = first; outX < end; outX++) {
      const source = (inRow + outX * stride + tapX - FILTER_PADDING) * batch;
      const target = outRow + outX * batch;
      for (let image = 0; image < batch; image++) to[target + image] = from[source + image] as number;
    }
  });
  return result;
}

/** The reverse: what was read at many taps is summed up where it was read ("col2im"). */
function summedUp(layer: LayerShape, columns: Tensor2D): Tensor2D {
  const { channels, grid, input, stride } = layer;
  const batch = columns.size / (channels * FILTER_TAPS * grid.height * grid.width);
  const result = makeTensor(channels, input.height * input.width * batch);
  const [from, to] = [valuesOf(columns), valuesOf(result)];
  to.fill(0);
  const length = grid.height * grid.width * batch;
  eachRowRead(layer, (row, outY, inY, { end, first }, tapX, channel) => {
    const inRow = (channel * input.height + inY) * input.width;
    const outRow = row * length + outY * grid.width * batch;
    for (let outX = first; outX < end; outX++) {
      const target = (inRow + outX * stride + tapX - FILTER_PADDING) * batch;
      const source = outRow + outX * batch;
      for (let image = 0; image < batch; image++)
        to[target + image] = (to[target + image] as number) + (from[source + image] as number);
    }
  });
  return result;
}

/** W as [out, in] and the gradient by a convolution's z to that by its input. */
export const gradientByInput = (layer: LayerShape, w: Tensor2D, dz: Tensor2D): Tensor2D =>
  summedUp(layer, matMul(turned(w), dz) as Tensor2D);
