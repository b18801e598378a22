import { webGlContext } from '../backends/start-backend.ts';
import { layerShapes } from '../layer-shape.ts';
import type { NetworkShape } from '../network-shape.ts';
import { blocksOf } from './gpu/matrix.ts';

/** How many arms lie side by side in the widest texture that the GPU takes. */
export function widest(shape: NetworkShape): number {
  const gl = webGlContext();
  const most: number = gl.getParameter(gl.MAX_TEXTURE_SIZE);
  const ofAnArm = layerShapes(shape).map(({ grid, units }) => grid.width * blocksOf(units));
  return Math.floor(most / Math.max(...ofAnArm));
}
