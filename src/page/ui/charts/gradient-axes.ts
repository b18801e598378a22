import type { Range } from '../../../common/lib/histogram.ts';
import type { Axis } from './curve-axes.ts';
import { layerTicks } from './layer-ticks.ts';
import { areaWithin, type PlotArea } from './plot-area.ts';
import { logTicks } from './ticks.ts';

const MARGIN = { left: 46, right: 26, top: 26, bottom: 38 } as const;
/** Pixels between two labels of the layer axis. */
const TICK_ROOM = 19;

export const gradientPlotArea = (width: number, height: number): PlotArea =>
  areaWithin(MARGIN, width, height);

export const layerAxis = (layers: number, plotWidth: number): Axis => ({
  scale: 'linear',
  domain: [0.5, layers + 0.5],
  ticks: layerTicks(layers, plotWidth, TICK_ROOM),
});

export const normAxis = ([min, max]: Range): Axis => ({
  scale: 'log',
  domain: [min, max],
  ticks: logTicks(min, max),
});
