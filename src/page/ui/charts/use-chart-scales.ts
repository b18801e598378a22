import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { Scale } from './line-path.ts';
import type { PlotArea } from './plot-area.ts';

/** Heights of the plot above it at which lines that leave it may end: steep enough, and a number of few digits. */
const OVERSHOOT = 20;

/** The scales of the Recharts chart around, as they are. Null until it is laid out. */
export function usePlotScales(): PlotScales | null {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (!x || !y || !plot) return null;
  return { plot, x: (value) => x(value) ?? plot.x, y: (value) => y(value) ?? plot.y };
}

/** From figures to pixels, and where they are drawn. */
export interface PlotScales {
  readonly x: Scale;
  readonly y: Scale;
  readonly plot: PlotArea;
}

/** The scales of the Recharts chart around; what lies below an axis is drawn at its start. Null until it is laid out. */
export function useChartScales(logX: boolean, floor: number): PlotScales | null {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (!x || !y || !plot) return null;
  const firstStep = logX ? 1 : 0;
  const highest = plot.y - OVERSHOOT * plot.height;
  return {
    x: (step) => x(Math.max(firstStep, step)) ?? plot.x,
    y: (figure) => Math.max(highest, y(Math.max(floor, figure)) ?? plot.y + plot.height),
    plot,
  };
}
