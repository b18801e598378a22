import { createContext, useContext } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import type { Axis } from '../charts/curve-axes.ts';
import type { Scale } from '../charts/line-path.ts';
import type { PlotArea } from '../charts/plot-area.ts';
import type { Rung } from './LadderStrip.tsx';
import type { LadderModel } from './ladder-model.ts';

/** What the ladder's charts draw. */
export interface LadderView {
  readonly model: LadderModel;
  /** The cell that is looked at. */
  readonly look: Rung | null;
}

export interface LadderPlotProps extends LadderView {
  readonly width: number;
  readonly height: number;
}

/** The same, and where. */
export interface LadderDrawing extends LadderView {
  readonly x: Scale;
  readonly y: Scale;
  readonly plot: PlotArea;
}

export const ACCURACY: Axis = { scale: 'linear', domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] };

const MARGIN = { left: 46, right: 24, top: 20, bottom: 38 } as const;

export const ladderPlotArea = (width: number, height: number): PlotArea => ({
  x: MARGIN.left,
  y: MARGIN.top,
  width: Math.max(1, width - MARGIN.left - MARGIN.right),
  height: Math.max(1, height - MARGIN.top - MARGIN.bottom),
});

export const LadderViewContext = createContext<LadderView | null>(null);

/** What to draw, and where in the Recharts chart around; null until it is laid out. */
export function useLadderDrawing(): LadderDrawing | null {
  const view = useContext(LadderViewContext);
  const [xScale, yScale, plot] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  if (!xScale || !yScale || !plot || view === null) return null;
  return {
    ...view,
    plot,
    x: (value) => xScale(value) ?? plot.x,
    y: (value) => yScale(value) ?? plot.y,
  };
}
