import type { Tensor2D } from '@tensorflow/tfjs-core';
import { type LayerShape, placesOf } from '../layer-shape.ts';
import { imageNoise, unitNoise } from '../noise.ts';
import { valuesOf } from './host-memory.ts';

/** Where noise is drawn from: the arm's seed and the update of its optimizer. */
interface NoiseSource {
  readonly seed: number;
  readonly update: number;
}

/** Scales y, or the gradient by what was made of it, and shifts it if so told; in its own place. */
export function addNoise(
  layer: LayerShape,
  y: Tensor2D,
  { seed, update }: NoiseSource,
  shifts: boolean,
): void {
  const values = valuesOf(y);
  const places = placesOf(layer);
  const batch = values.length / (layer.units * places);
  for (let unit = 0; unit < layer.units; unit++) {
    const ofUnit = unitNoise(seed, update, layer.index, unit);
    for (let image = 0; image < batch; image++) {
      const { scale, shift } = imageNoise(ofUnit, image);
      const added = shifts ? shift : 0;
      for (let place = 0; place < places; place++) {
        const at = (unit * places + place) * batch + image;
        values[at] = scale * (values[at] as number) + added;
      }
    }
  }
}
