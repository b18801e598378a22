import { FILTER_TAPS, type LayerShape } from '../layer-shape.ts';
import { BLOCK, blocksOf } from './gpu/matrix.ts';
import { readsPixels, weightRows } from './kernels/sizes.ts';

/**
 * Where the weights of an input lie on the device. There the channels come last, filled up to whole blocks, as the units that they
 * are in the layer before: (tap or place, channel) for (channel, tap or place).
 */
function deviceRow(layer: LayerShape, input: number): number {
  const { channels, kind } = layer;
  const taps = kind === 'conv' ? FILTER_TAPS : layer.input.height * layer.input.width;
  if (taps === 1 || readsPixels(layer)) return input;
  const channel = Math.floor(input / taps);
  return (input - channel * taps) * blocksOf(channels) * BLOCK + channel;
}

/** Weights [in, out] with their rows as they lie on the device. */
export function toDeviceRows(w: Float32Array, layer: LayerShape): Float32Array {
  const { fanIn, units } = layer;
  const result = new Float32Array(weightRows(layer) * units);
  for (let input = 0; input < fanIn; input++) {
    result.set(w.subarray(input * units, (input + 1) * units), deviceRow(layer, input) * units);
  }
  return result;
}

/** The reverse of `toDeviceRows`. */
export function fromDeviceRows(w: Float32Array, layer: LayerShape): Float32Array {
  const { fanIn, units } = layer;
  const result = new Float32Array(fanIn * units);
  for (let input = 0; input < fanIn; input++) {
    const row = deviceRow(layer, input);
    result.set(w.subarray(row * units, (row + 1) * units), input * units);
  }
  return result;
}
