import { layerShapes, placesOf } from './layer-shape.ts';
import type { NetworkShape } from './network-shape.ts';

/** Images of one pass of a test, at most. */
export const TEST_CHUNK = 1000;
const FEWEST = 20;
/** Activations of one layer of one arm, in a pass: more take too much memory, and too long before messages are heard. */
const MOST_VALUES = 2_500_000;

/** Images of one pass of a test. Always as many, the last pass filled up, so that nothing on the device changes its shape. */
export function testChunk(shape: NetworkShape): number {
  if (shape.testPass !== undefined) return shape.testPass;
  const largest = Math.max(...layerShapes(shape).map((layer) => layer.units * placesOf(layer)));
  return Math.min(TEST_CHUNK, Math.max(FEWEST, Math.floor(MOST_VALUES / largest)));
}
