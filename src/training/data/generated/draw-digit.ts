import type { Rng } from '../../../common/lib/rng.ts';
import { IMAGE_SIDE } from '../dataset.ts';
import { digitShapes } from './digit-shapes.ts';
import { addStroke, createPenPath, type PenPath } from './pen-path.ts';
import { createInkDepth, drawPath, inkCentred } from './rasterise.ts';
import type { ControlPoint, DigitShape } from './shape.ts';

/** As in MNIST, a digit fits a box of 20 by 20 pixels. */
const BOX_SIDE = 20;

const MOST_POINTS = 512;

/** Draws one handwritten-looking digit into 28x28 bytes. */
export type DrawDigit = (digit: number, rng: Rng, into: Uint8Array) => void;

/** Makes a drawer, which keeps its work space from digit to digit. */
export function createDigitDrawer(): DrawDigit {
  const path = createPenPath(MOST_POINTS);
  const radius = new Float64Array(MOST_POINTS);
  const depth = createInkDepth();
  return (digit, rng, into) => {
    const shapes = digitShapes[digit];
    if (shapes === undefined) {
      throw new RangeError(`There is no digit ${digit}.`);
    }
    writeShape(path, pickShape(shapes, rng), rng);
    bend(path, rng);
    lean(path, rng);
    const pen = penRadius(rng);
    press(path, radius, pen, rng);
    fitBox(path, pen);
    const softness = 0.8 + 0.6 * rng.uniform();
    drawPath(depth, path, radius, softness / 2);
    inkCentred(depth, softness, into);
  };
}

function pickShape(shapes: readonly DigitShape[], rng: Rng): DigitShape {
  const total = shapes.reduce((sum, shape) => sum + shape.weight, 0);
  let left = rng.uniform() * total;
  for (const shape of shapes) {
    left -= shape.weight;
    if (left < 0) {
      return shape;
    }
  }
  return shapes[shapes.length - 1] as DigitShape;
}

/** Lays the shape's strokes out as lines, each control point a little off its place. */
function writeShape(path: PenPath, shape: DigitShape, rng: Rng): void {
  path.count = 0;
  const sloppiness = 1.5 + 2 * rng.uniform();
  const tension = 0.5 + 0.15 * rng.uniform();
  for (const stroke of shape.strokes) {
    const points = stroke.map(
      ({ x, y, corner }): ControlPoint => ({
        x: x - 50 + sloppiness * rng.normal(),
        y: y - 50 + sloppiness * rng.normal(),
        corner,
      }),
    );
    addStroke(path, points, tension);
  }
}

/** Bends the paper: a few slow waves in random directions (a smooth distortion of the whole plane). */
function bend(path: PenPath, rng: Rng): void {
  for (let wave = 0; wave < 3; wave++) {
    const frequency = (0.5 + 1.6 * rng.uniform()) * (Math.PI / 100);
    const direction = 2 * Math.PI * rng.uniform();
    const waveX = frequency * Math.cos(direction);
    const waveY = frequency * Math.sin(direction);
    const phase = 2 * Math.PI * rng.uniform();
    const pushX = 4.5 * rng.normal();
    const pushY = 4.5 * rng.normal();
    for (let point = 0; point < path.count; point++) {
      const x = path.x[point] as number;
      const y = path.y[point] as number;
      const height = Math.sin(waveX * x + waveY * y + phase);
      path.x[point] = x + pushX * height;
      path.y[point] = y + pushY * height;
    }
  }
}

/** Proportions, slant and rotation. Upright writing leans to the right a little, as most hands do. */
function lean(path: PenPath, rng: Rng): void {
  const width = 0.9 * Math.exp(0.22 * rng.normal());
  const slant = 0.17 + 0.26 * rng.normal();
  const angle = 0.12 * rng.normal();
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  for (let point = 0; point < path.count; point++) {
    const y = path.y[point] as number;
    const x = width * (path.x[point] as number) - slant * y;
    path.x[point] = cos * x - sin * y;
    path.y[point] = sin * x + cos * y;
  }
}

/** Half the width of the pen, in pixels of the finished image. */
function penRadius(rng: Rng): number {
  return Math.min(2.3, Math.max(0.6, 1.2 * Math.exp(0.34 * rng.normal())));
}

/** The pen's radius along the path, swelling slowly. */
function press(path: PenPath, radius: Float64Array, pen: number, rng: Rng): void {
  const swell = 0.12 * rng.normal();
  const phase = 2 * Math.PI * rng.uniform();
  const pace = 0.1 + 0.2 * rng.uniform();
  for (let point = 0; point < path.count; point++) {
    radius[point] = pen * (1 + swell * Math.sin(phase + pace * point));
  }
}

/** Scales and moves the path so that its ink fills the box in the frame's middle, keeping its proportions. */
function fitBox(path: PenPath, pen: number): void {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (let point = 0; point < path.count; point++) {
    const x = path.x[point] as number;
    const y = path.y[point] as number;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const scale = (BOX_SIDE - 2 * pen) / Math.max(right - left, bottom - top, 1e-9);
  const moveX = IMAGE_SIDE / 2 - (scale * (left + right)) / 2;
  const moveY = IMAGE_SIDE / 2 - (scale * (top + bottom)) / 2;
  for (let point = 0; point < path.count; point++) {
    path.x[point] = scale * (path.x[point] as number) + moveX;
    path.y[point] = scale * (path.y[point] as number) + moveY;
  }
}
