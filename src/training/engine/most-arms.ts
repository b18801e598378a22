import type { BackendName } from './backends/backend-name.ts';
import { layerShapes, placesOf } from './layer-shape.ts';
import type { NetworkShape } from './network-shape.ts';
import { widestFor } from './operations-table.ts';
import { momentsOf } from './optimizers.ts';
import { testChunk } from './test-chunk.ts';

const BYTES = Float32Array.BYTES_PER_ELEMENT;
const GIB = 2 ** 30;
/** What networks that train side by side may take in all, of a device's memory as far as that is known. */
const MOST_BYTES = GIB;
const SHARE = 1 / 4;
/** Matrices of a layer's activations that a step, and that a pass of a test, holds at a time. */
const IN_A_STEP = 6;
const IN_A_TEST = 2;

/**
 * About what one arm takes on the device, in bytes: its numbers before and after a step with a gradient, and what lies between the
 * layers in a step and in a test, whose matrices have other sizes. Measured numbers lie below it (a test compares).
 */
export function armBytes(shape: NetworkShape): number {
  const layers = layerShapes(shape);
  let [numbers, activations, read] = [0, 0, 0];
  for (const layer of layers) {
    numbers += layer.fanIn * layer.units;
    activations += layer.units * placesOf(layer);
    if (layer.kind === 'conv') read += layer.fanIn * placesOf(layer);
  }
  const state = numbers * (3 + 2 * momentsOf(shape.optimizer));
  const step = shape.batch * (activations * IN_A_STEP + read);
  return BYTES * (state + step + testChunk(shape) * activations * IN_A_TEST);
}

/** How many arms fit side by side: into memory, and into what the backend can hold in one piece. */
export function mostArms(shape: NetworkShape, backend: BackendName): number {
  const budget = Math.min(MOST_BYTES, SHARE * GIB * deviceGib());
  return Math.min(widestFor[backend](shape), Math.floor(budget / armBytes(shape)));
}

/** Memory of the device, which some browsers tell roughly. */
function deviceGib(): number {
  const { navigator } = globalThis as { navigator?: { readonly deviceMemory?: number } };
  return navigator?.deviceMemory ?? Number.POSITIVE_INFINITY;
}
