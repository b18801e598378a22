import type { Tensor2D } from '@tensorflow/tfjs-core';
import { type LayerShape, POOL_SIDE } from '../layer-shape.ts';
import type { Operations } from '../operations.ts';
import { eachArm, type HostForm, pick } from './host-form.ts';
import { makeTensor, valuesOf } from './host-memory.ts';

type Ops = Operations<HostForm>;

/** Calls back for every window with the places of `grid` in it, in order of reading. */
function eachWindow(
  { grid, output }: LayerShape,
  visit: (window: number, places: readonly number[]) => void,
): void {
  for (let y = 0; y < output.height; y++) {
    for (let x = 0; x < output.width; x++) {
      const places: number[] = [];
      for (let row = y * POOL_SIDE; row < Math.min(grid.height, (y + 1) * POOL_SIDE); row++) {
        for (let column = x * POOL_SIDE; column < Math.min(grid.width, (x + 1) * POOL_SIDE); column++) {
          places.push(row * grid.width + column);
        }
      }
      visit(y * output.width + x, places);
    }
  }
}

const sizeOf = ({ height, width }: LayerShape['grid']): number => height * width;

export const pool: Ops['pool'] = (layer, h) => eachArm(h, (own) => pooled(layer, own));

function pooled(layer: LayerShape, h: Tensor2D): Tensor2D {
  const { grid, output, units } = layer;
  const batch = h.size / (units * sizeOf(grid));
  const result = makeTensor(units, sizeOf(output) * batch);
  const [from, to] = [valuesOf(h), valuesOf(result)];
  eachWindow(layer, (window, [first = 0, ...others]) => {
    for (let unit = 0; unit < units; unit++) {
      const target = (unit * sizeOf(output) + window) * batch;
      const source = (unit * sizeOf(grid) + first) * batch;
      for (let image = 0; image < batch; image++) to[target + image] = from[source + image] as number;
      for (const place of others) {
        const other = (unit * sizeOf(grid) + place) * batch;
        for (let image = 0; image < batch; image++) {
          const [value, most] = [from[other + image] as number, to[target + image] as number];
          // A NaN is larger than anything: a net that has broken down must not look alive.
          if (value > most || Number.isNaN(value)) to[target + image] = value;
        }
      }
    }
  });
  return result;
}

export const poolBackward: Ops['poolBackward'] = (layer, dp, h, pooled) =>
  eachArm(dp, (own, arm) => unpooled(layer, own, pick(h, arm), pick(pooled, arm)));

/** The gradient goes to the first largest value of each window. */
function unpooled(layer: LayerShape, dp: Tensor2D, h: Tensor2D, pooled: Tensor2D): Tensor2D {
  const { grid, output, units } = layer;
  const batch = h.size / (units * sizeOf(grid));
  const result = makeTensor(units, sizeOf(grid) * batch);
  const [gradients, values, largest, to] = [valuesOf(dp), valuesOf(h), valuesOf(pooled), valuesOf(result)];
  const left = new Float32Array(batch);
  eachWindow(layer, (window, places) => {
    for (let unit = 0; unit < units; unit++) {
      const own = (unit * sizeOf(output) + window) * batch;
      left.set(gradients.subarray(own, own + batch));
      for (const place of places) {
        const at = (unit * sizeOf(grid) + place) * batch;
        for (let image = 0; image < batch; image++) {
          const takes = values[at + image] === largest[own + image];
          to[at + image] = takes ? (left[image] as number) : 0;
          if (takes) left[image] = 0;
        }
      }
    }
  });
  return result;
}
