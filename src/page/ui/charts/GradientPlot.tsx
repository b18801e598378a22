import { memo } from 'react';
import type { Axis } from './curve-axes.ts';
import { GradientLines, GradientModelContext } from './GradientLines.tsx';
import { gradientPlotArea, layerAxis, normAxis } from './gradient-axes.ts';
import type { GradientModel } from './gradient-model.ts';
import { powerText } from './growing-range.ts';
import { PlotFrame } from './PlotFrame.tsx';
import type { PlotArea } from './plot-area.ts';
import { useSteady } from './use-steady.ts';

/** The gradient chart at a given size: Recharts' frame, drawn anew only when an axis changes, and our own lines in it. */
export function GradientPlot({
  model,
  width,
  height,
}: {
  model: GradientModel;
  width: number;
  height: number;
}) {
  const plot = useSteady(gradientPlotArea(width, height));
  const layers = useSteady(layerAxis(model.layers, plot.width));
  const norms = useSteady(normAxis(model.domain));
  return (
    <GradientModelContext value={model}>
      <Frame width={width} height={height} plot={plot} layers={layers} norms={norms} />
    </GradientModelContext>
  );
}

interface FrameProps {
  readonly width: number;
  readonly height: number;
  readonly plot: PlotArea;
  readonly layers: Axis;
  readonly norms: Axis;
}

const Frame = memo(function Frame({ width, height, plot, layers, norms }: FrameProps) {
  const x = { axis: layers, name: 'layer (1 is next to the pixels)', text: String };
  const y = { axis: norms, name: 'norm of the gradient (nats per unit of activation)', text: powerText };
  return (
    <PlotFrame width={width} height={height} plot={plot} x={x} y={y}>
      <GradientLines domain={norms.domain} />
    </PlotFrame>
  );
});
