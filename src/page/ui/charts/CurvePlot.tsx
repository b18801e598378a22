import { memo } from 'react';
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts';
import { CurveLines, CurveModelContext } from './CurveLines.tsx';
import type { CurveName } from './chart-store.ts';
import { type Axis, figureAxis, figureTickText, plotArea, stepAxis, stepTickText } from './curve-axes.ts';
import type { CurveModel } from './curve-model.ts';
import type { PlotArea } from './plot-area.ts';
import { useSteady } from './use-steady.ts';

const TICK = { fill: 'var(--ns-soft)', fontSize: 11 };
const AXIS_LINE = { stroke: 'var(--ns-line)' };
const CAPTION = { fontSize: 11, fill: 'var(--ns-faint)' };

/** Names of the figures, with their unit. */
const FIGURE_NAMES: Readonly<Record<CurveName, string>> = { accuracy: 'accuracy', loss: 'loss (nats)' };

interface FrameProps {
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
      <Frame name={model.name} width={width} height={height} plot={plot} steps={steps} figures={figures} />
    </CurveModelContext>
  );
}

const Frame = memo(function Frame({ name, width, height, plot, steps, figures }: FrameProps) {
  const right = width - plot.x - plot.width;
  return (
    <LineChart
      width={width}
      height={height}
      margin={{ left: 0, right, top: plot.y, bottom: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--ns-hair)" />
      <XAxis
        dataKey="x"
        type="number"
        height={height - plot.y - plot.height}
        {...axisProps(steps)}
        tick={TICK}
        tickFormatter={stepTickText}
        tickLine={false}
        tickMargin={6}
        axisLine={AXIS_LINE}
        interval={0}
      />
      <YAxis
        type="number"
        width={plot.x}
        {...axisProps(figures)}
        tick={TICK}
        tickFormatter={figureTickText(name)}
        tickLine={false}
        tickMargin={4}
        axisLine={false}
        interval={0}
      />
      <text x={4} y={11} {...CAPTION}>
        {FIGURE_NAMES[name]}
      </text>
      <text x={plot.x + plot.width / 2} y={height - 4} textAnchor="middle" {...CAPTION}>
        training step
      </text>
      <CurveLines figures={figures.domain} />
    </LineChart>
  );
});

/** `allowDataOverflow` makes Recharts take the domain as it is given. */
const axisProps = ({ scale, domain, ticks }: Axis) => ({ scale, domain, ticks, allowDataOverflow: true });
