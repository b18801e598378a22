/** A point of a skeleton: x to the right, y down, the digit in a box of 100 by 100. */
export interface ControlPoint {
  readonly x: number;
  readonly y: number;
  /** The pen turns sharply here; elsewhere the stroke runs smoothly through its points. */
  readonly corner: boolean;
}

/** One way to write a digit: its strokes, and how often people write it so, relative to the digit's others. */
export interface DigitShape {
  readonly weight: number;
  readonly strokes: readonly (readonly ControlPoint[])[];
}

/**
 * One shape out of readable text: strokes as arguments, points as `x y` with commas between, `!` for a corner:
 * `shape(2, '10 8, 90 5!, 40 100')` is a seven without bar.
 */
export function shape(weight: number, ...strokes: readonly string[]): DigitShape {
  return { weight, strokes: strokes.map((stroke) => stroke.split(',').map(controlPoint)) };
}

function controlPoint(text: string): ControlPoint {
  const [x, y] = text.replace('!', '').trim().split(/\s+/).map(Number);
  if (x === undefined || y === undefined || Number.isNaN(x + y)) {
    throw new Error(`A control point reads "${text}": write it as "x y".`);
  }
  return { x, y, corner: text.includes('!') };
}
