/** Room around a sketch, in pixels. */
export const EDGE = 10;

/** Where the columns of a sketch stand, in pixels. */
export interface SketchFrame {
  readonly columns: number;
  /** Between two columns. */
  readonly gap: number;
  readonly height: number;
  readonly x: (column: number) => number;
}
