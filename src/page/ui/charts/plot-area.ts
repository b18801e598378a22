/** A rectangle in pixels of a chart's SVG. */
export interface PlotArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels around a plot, for ticks and names. */
export type PlotMargin = Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>;

/** Where a plot lies in a chart of some size. */
export const areaWithin = (margin: PlotMargin, width: number, height: number): PlotArea => ({
  x: margin.left,
  y: margin.top,
  width: Math.max(1, width - margin.left - margin.right),
  height: Math.max(1, height - margin.top - margin.bottom),
});
