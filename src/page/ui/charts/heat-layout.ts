import type { PlotArea } from './plot-area.ts';

const MARGIN = { left: 34, right: 12, top: 17, bottom: 34 } as const;
/** Height of the cells together, about, and of one layer's at least and at most. */
const CELLS_HEIGHT = 120;
const ROW = { least: 6, most: 34 } as const;

/** Where the cells of a heat map lie: every layer has the same whole number of pixels. */
export function heatPlot(width: number, layers: number): PlotArea {
  const row = Math.min(ROW.most, Math.max(ROW.least, Math.round(CELLS_HEIGHT / layers)));
  return {
    x: MARGIN.left,
    y: MARGIN.top,
    width: Math.max(1, Math.floor(width) - MARGIN.left - MARGIN.right),
    height: row * layers,
  };
}

export const heatHeight = ({ height }: PlotArea): number => MARGIN.top + height + MARGIN.bottom;
