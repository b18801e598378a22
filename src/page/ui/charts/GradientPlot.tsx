import { memo } from 'react';
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts';
import { AXIS_LINE, CAPTION, TICK } from './axis-look.ts';
import type { Axis } from './curve-axes.ts';
import { GradientLines, GradientModelContext } from './GradientLines.tsx';
import { gradientPlotArea, layerAxis, normAxis } from './gradient-axes.ts';
import type { GradientModel } from './gradient-model.ts';
import { powerText } from './growing-range.ts';
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
  return (
    <LineChart
      width={width}
      height={height}
      margin={{ left: 0, right: width - plot.x - plot.width, top: plot.y, bottom: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--ns-hair)" />
      <XAxis
        dataKey="x"
        type="number"
        height={height - plot.y - plot.height}
        {...axisProps(layers)}
        tick={TICK}
        tickLine={false}
        tickMargin={6}
        axisLine={AXIS_LINE}
        interval={0}
      />
      <YAxis
        type="number"
        width={plot.x}
        {...axisProps(norms)}
        tick={TICK}
        tickFormatter={powerText}
        tickLine={false}
        tickMargin={4}
        axisLine={false}
        interval={0}
      />
      <text x={4} y={11} {...CAPTION}>
        norm of the gradient (nats per unit of activation)
      </text>
      <text x={plot.x + plot.width / 2} y={height - 4} textAnchor="middle" {...CAPTION}>
        layer (1 is next to the pixels)
      </text>
      <GradientLines domain={norms.domain} />
    </LineChart>
  );
});

const axisProps = ({ scale, domain, ticks }: Axis) => ({ scale, domain, ticks, allowDataOverflow: true });
