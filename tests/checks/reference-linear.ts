import {
  FILTER_PADDING,
  FILTER_SIDE,
  FILTER_TAPS,
  type Grid,
  type LayerShape,
  POOL_SIDE,
  placesOf,
} from '../../src/training/engine/layer-shape.ts';

/**
 * Linear layers and pooling in double precision, as plain loops. A batch is one list: of each image all (channel, row, column), in that
 * order. Gradients are those of the batch's mean loss.
 */
export const at = (list: Float64Array, index: number): number => list[index] as number;
const add = (list: Float64Array, index: number, value: number): void => {
  list[index] = at(list, index) + value;
};
const sizeOf = ({ height, width }: Grid): number => height * width;

export const inputsOf = ({ channels, input }: LayerShape): number => channels * sizeOf(input);
export const outputsOf = (layer: LayerShape): number => layer.units * placesOf(layer);

type Meeting = (x: number, w: number, z: number) => void;

/** Every value of the input and weight that meet in a value of the output: their places in the three lists. */
function eachMeeting(layer: LayerShape, images: number, use: Meeting): void {
  for (let image = 0; image < images; image++) {
    if (layer.kind === 'dense') inDense(layer, image, use);
    else inConvolution(layer, image, use);
  }
}

function inDense({ fanIn, units }: LayerShape, image: number, use: Meeting): void {
  for (let input = 0; input < fanIn; input++) {
    for (let unit = 0; unit < units; unit++)
      use(image * fanIn + input, input * units + unit, image * units + unit);
  }
}

function inConvolution(layer: LayerShape, image: number, use: Meeting): void {
  const { channels, grid, input, stride, units } = layer;
  for (let row = 0; row < grid.height; row++) {
    for (let column = 0; column < grid.width; column++) {
      const place = row * grid.width + column;
      for (let tap = 0; tap < FILTER_TAPS; tap++) {
        const y = row * stride - FILTER_PADDING + Math.floor(tap / FILTER_SIDE);
        const x = column * stride - FILTER_PADDING + (tap % FILTER_SIDE);
        if (y < 0 || x < 0 || y >= input.height || x >= input.width) continue;
        for (let channel = 0; channel < channels; channel++) {
          const from = image * inputsOf(layer) + channel * sizeOf(input) + y * input.width + x;
          for (let unit = 0; unit < units; unit++) {
            const to = image * outputsOf(layer) + unit * sizeOf(grid) + place;
            use(from, (channel * FILTER_TAPS + tap) * units + unit, to);
          }
        }
      }
    }
  }
}

const imagesOf = (layer: LayerShape, z: Float64Array): number => z.length / outputsOf(layer);

export function linear(layer: LayerShape, x: Float64Array, w: Float64Array): Float64Array {
  const images = x.length / inputsOf(layer);
  const z = new Float64Array(images * outputsOf(layer));
  eachMeeting(layer, images, (from, weight, to) => add(z, to, at(x, from) * at(w, weight)));
  return z;
}

export function gradientByX(layer: LayerShape, dz: Float64Array, w: Float64Array): Float64Array {
  const images = imagesOf(layer, dz);
  const dx = new Float64Array(images * inputsOf(layer));
  eachMeeting(layer, images, (from, weight, to) => add(dx, from, at(dz, to) * at(w, weight)));
  return dx;
}

export function gradientByW(layer: LayerShape, dz: Float64Array, x: Float64Array): Float64Array {
  const dw = new Float64Array(layer.fanIn * layer.units);
  eachMeeting(layer, imagesOf(layer, dz), (from, weight, to) => add(dw, weight, at(dz, to) * at(x, from)));
  return dw;
}

/** Where the largest value of each window is; the first of equal ones. A window may stick out. */
function largest({ grid, output, units }: LayerShape, h: Float64Array): Int32Array {
  const planes = h.length / sizeOf(grid);
  const places = new Int32Array(planes * sizeOf(output)).fill(-1);
  for (let plane = 0; plane < planes; plane++) {
    for (let place = 0; place < sizeOf(grid); place++) {
      const [row, column] = [Math.floor(place / grid.width), place % grid.width];
      const window = Math.floor(row / POOL_SIDE) * output.width + Math.floor(column / POOL_SIDE);
      const [own, to] = [plane * sizeOf(grid) + place, plane * sizeOf(output) + window];
      const best = places[to] as number;
      if (best < 0 || at(h, own) > at(h, best)) places[to] = own;
    }
  }
  if (planes % units !== 0) throw new Error('Not so many channels.');
  return places;
}

export const pooled = (layer: LayerShape, h: Float64Array): Float64Array =>
  Float64Array.from(largest(layer, h), (place) => at(h, place));

export function poolGradient(layer: LayerShape, dp: Float64Array, h: Float64Array): Float64Array {
  const dh = new Float64Array(h.length);
  for (const [window, place] of largest(layer, h).entries()) add(dh, place, at(dp, window));
  return dh;
}
