import { IMAGE_PIXELS, IMAGE_SIDE } from '../dataset.ts';
import type { PenPath } from './pen-path.ts';

/** How far inside the ink each pixel's centre lies, in pixels; negative outside. Reused from digit to digit. */
export type InkDepth = Float32Array;

/** A depth that no pen reaches: pixels the pen never came near. */
const FAR = -100;

/** A fresh field of ink depths for one image. */
export function createInkDepth(): InkDepth {
  return new Float32Array(IMAGE_PIXELS);
}

/**
 * Draws a path with a round pen: for every pixel near it, the depth below the ink's edge (a signed distance
 * field, see https://iquilezles.org/articles/distfunctions2d/).
 *
 * @param path points in pixels
 * @param radius half the pen's width at each point, in pixels
 * @param margin how far outside the ink depths are wanted, in pixels
 */
export function drawPath(depth: InkDepth, path: PenPath, radius: Float64Array, margin: number): void {
  depth.fill(FAR);
  for (let point = 0; point < path.count; point++) {
    if (path.starts[point] === 0) {
      drawLine(depth, path, radius, point, margin);
    }
  }
}

function drawLine(depth: InkDepth, path: PenPath, radius: Float64Array, end: number, margin: number): void {
  const ax = path.x[end - 1] as number;
  const ay = path.y[end - 1] as number;
  const bx = path.x[end] as number;
  const by = path.y[end] as number;
  const ra = radius[end - 1] as number;
  const rb = radius[end] as number;
  const reach = Math.max(ra, rb) + margin;
  const left = Math.max(0, Math.ceil(Math.min(ax, bx) - reach - 0.5));
  const right = Math.min(IMAGE_SIDE - 1, Math.floor(Math.max(ax, bx) + reach - 0.5));
  const top = Math.max(0, Math.ceil(Math.min(ay, by) - reach - 0.5));
  const bottom = Math.min(IMAGE_SIDE - 1, Math.floor(Math.max(ay, by) + reach - 0.5));
  const dx = bx - ax;
  const dy = by - ay;
  const perLength2 = 1 / Math.max(dx * dx + dy * dy, 1e-9);
  for (let row = top; row <= bottom; row++) {
    const py = row + 0.5 - ay;
    for (let column = left; column <= right; column++) {
      const px = column + 0.5 - ax;
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) * perLength2));
      const ex = px - along * dx;
      const ey = py - along * dy;
      const value = ra + along * (rb - ra) - Math.sqrt(ex * ex + ey * ey);
      const pixel = row * IMAGE_SIDE + column;
      if (value > (depth[pixel] as number)) {
        depth[pixel] = value;
      }
    }
  }
}

/**
 * Turns ink depths into grey values, moved so that the ink's centre of mass is the frame's centre, as MNIST's is
 * (by whole pixels, and never past the edge).
 *
 * @param softness width of the edge's ramp from paper to ink, in pixels
 * @param into one image of 28x28 bytes
 */
export function inkCentred(depth: InkDepth, softness: number, into: Uint8Array): void {
  let mass = 0;
  let massX = 0;
  let massY = 0;
  for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) {
    const ink = Math.min(1, Math.max(0, (depth[pixel] as number) / softness + 0.5));
    depth[pixel] = ink;
    mass += ink;
    massX += ink * (pixel % IMAGE_SIDE);
    massY += ink * Math.floor(pixel / IMAGE_SIDE);
  }
  const centre = (IMAGE_SIDE - 1) / 2;
  const moveX = wholeMove(centre - massX / Math.max(mass, 1e-9));
  const moveY = wholeMove(centre - massY / Math.max(mass, 1e-9));
  into.fill(0);
  for (let row = Math.max(0, -moveY); row < Math.min(IMAGE_SIDE, IMAGE_SIDE - moveY); row++) {
    for (let column = Math.max(0, -moveX); column < Math.min(IMAGE_SIDE, IMAGE_SIDE - moveX); column++) {
      const ink = depth[row * IMAGE_SIDE + column] as number;
      into[(row + moveY) * IMAGE_SIDE + column + moveX] = Math.round(ink * 255);
    }
  }
}

/** The box of 20 by 20 has four pixels of paper around it: as far as it may move. */
function wholeMove(distance: number): number {
  return Math.max(-4, Math.min(4, Math.round(distance)));
}
