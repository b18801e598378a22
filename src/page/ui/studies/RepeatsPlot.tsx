import { memo } from 'react';
import {
  FIGURE_NAMES,
  figureAxis,
  figureTickText,
  plotArea,
  stepAxis,
  stepTickText,
} from '../charts/curve-axes.ts';
import { PlotFrame } from '../charts/PlotFrame.tsx';
import { RepeatsLines } from './RepeatsLines.tsx';
import type { RepeatsModel } from './repeats-model.ts';

/** The chart over seeds at a given size. */
export const RepeatsPlot = memo(function RepeatsPlot({
  model,
  width,
  height,
}: {
  model: RepeatsModel;
  width: number;
  height: number;
}) {
  const plot = plotArea(model, { width, height });
  const figures = figureAxis(model);
  const x = { axis: stepAxis(model, plot.width), name: 'training step', text: stepTickText };
  const y = { axis: figures, name: `test ${FIGURE_NAMES[model.name]}`, text: figureTickText(model.name) };
  return (
    <PlotFrame width={width} height={height} plot={plot} x={x} y={y}>
      <RepeatsLines model={model} figures={figures.domain} />
    </PlotFrame>
  );
});
