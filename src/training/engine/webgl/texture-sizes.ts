import { layerShapes } from '../layer-shape.ts';
import type { NetworkShape } from '../network-shape.ts';
import { momentsOf } from '../optimizers.ts';
import { testChunk } from '../test-chunk.ts';
import { blocksOf } from './gpu/matrix.ts';
import { TooLargeForGpu } from './gpu/too-large-for-gpu.ts';

/**
 * Finds which setting asks for a larger texture than a GPU has.
 *
 * @param most the side of its largest texture
 * @throws TooLargeForGpu with the setting and what to do
 */
export function checkTextureSizes(shape: NetworkShape, arms: number, batches: number, most: number): void {
  const refuse = (isTooWide: boolean, remedy: string) => {
    throw new TooLargeForGpu(isTooWide, most, `${remedy}, or WebAssembly as the backend.`);
  };
  for (const layer of layerShapes(shape)) {
    const { fanIn, grid, units } = layer;
    const width = grid.width * blocksOf(units);
    const name = layer.kind === 'conv' ? 'number of channels' : 'width';
    if (width > most) refuse(true, `The networks are too wide for this GPU: choose a smaller ${name}`);
    if (width * arms > most)
      refuse(
        true,
        `${arms} networks are too many side by side for this GPU: choose ${Math.floor(most / width)} at most, or smaller ones`,
      );
    if (blocksOf(fanIn) * (1 + momentsOf(shape.optimizer)) > most)
      refuse(false, `The layers have too many weights for this GPU: choose a smaller ${name}`);
    if (grid.height * blocksOf(shape.batch) > most)
      refuse(false, 'The batch is too large for this GPU: choose a smaller batch');
    if (grid.height * blocksOf(testChunk(shape)) > most)
      refuse(false, 'The images of a test are too many for this GPU: choose a smaller network');
  }
  if (batches * blocksOf(shape.batch) > most)
    refuse(
      true,
      `${batches} batches are too many side by side for this GPU: choose fewer seeds or a smaller batch`,
    );
}
