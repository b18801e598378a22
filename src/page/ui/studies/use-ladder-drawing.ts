import { createContext, useContext } from 'react';
import type { Axis } from '../charts/curve-axes.ts';
import { areaWithin, type PlotArea } from '../charts/plot-area.ts';
import { type PlotScales, usePlotScales } from '../charts/use-chart-scales.ts';
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
export interface LadderDrawing extends LadderView, PlotScales {}

export const ACCURACY: Axis = { scale: 'linear', domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] };

const MARGIN = { left: 46, right: 24, top: 20, bottom: 38 } as const;

export const ladderPlotArea = (width: number, height: number): PlotArea => areaWithin(MARGIN, width, height);

export const LadderViewContext = createContext<LadderView | null>(null);

/** What to draw, and where in the Recharts chart around; null until it is laid out. */
export function useLadderDrawing(): LadderDrawing | null {
  const view = useContext(LadderViewContext);
  const scales = usePlotScales();
  return view === null || scales === null ? null : { ...view, ...scales };
}
