import { memo } from 'react';
import { CurveLines, CurveModelContext } from './CurveLines.tsx';
import type { CurveName } from './chart-store.ts';
import {
  type Axis,
  FIGURE_NAMES,
  figureAxis,
  figureTickText,
  plotArea,
  stepAxis,
  stepTickText,
} from './curve-axes.ts';
import type { CurveModel } from './curve-model.ts';
import { GhostLines } from './GhostLines.tsx';
import { GhostNames } from './GhostNames.tsx';
import { PlotFrame } from './PlotFrame.tsx';
import type { PlotArea } from './plot-area.ts';
import { useSteady } from './use-steady.ts';

interface FrameProps extends Pick<CurveModel, 'ghosts' | 'logX'> {
  readonly name: CurveName;
  readonly width: number;
  readonly height: number;
  readonly plot: PlotArea;
  readonly steps: Axis;
  readonly figures: Axis;
}

/**
 * One curve chart of a given size: Recharts' axes, grid and coordinates, and our own lines in them. A Recharts `<Line>`
 * costs 2 to 4 ms an update, whatever it holds, and sixteen of them would hold the page up; so the lines come through a
 * context, and the frame around them is left alone as long as its axes stay.
 */
export function CurvePlot({ model, width, height }: { model: CurveModel; width: number; height: number }) {
  const plot = useSteady(plotArea(model, { width, height }));
  const steps = useSteady(stepAxis(model, plot.width));
  const figures = useSteady(figureAxis(model));
  return (
    <CurveModelContext value={model}>
      <Frame
        name={model.name}
        ghosts={model.ghosts}
        logX={model.logX}
        width={width}
        height={height}
        plot={plot}
        steps={steps}
        figures={figures}
      />
    </CurveModelContext>
  );
}

const Frame = memo(function Frame({ name, ghosts, logX, width, height, plot, steps, figures }: FrameProps) {
  const pinned = { ghosts, logX, floor: figures.domain[0] };
  const x = { axis: steps, name: 'training step', text: stepTickText };
  const y = { axis: figures, name: FIGURE_NAMES[name], text: figureTickText(name) };
  return (
    <PlotFrame width={width} height={height} plot={plot} x={x} y={y}>
      <GhostLines {...pinned} />
      <GhostNames {...pinned} />
      <CurveLines figures={figures.domain} />
    </PlotFrame>
  );
});
