import type { ReactNode } from 'react';
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts';
import { AXIS_LINE, CAPTION, TICK } from './axis-look.ts';
import type { Axis } from './curve-axes.ts';
import type { PlotArea } from './plot-area.ts';

/** An axis with its name, and how its ticks are written. */
export interface NamedAxis {
  readonly axis: Axis;
  readonly name: string;
  readonly text: (value: number) => string;
}

/** Recharts' axes, grid and coordinates around what is drawn in them. */
export function PlotFrame({
  width,
  height,
  plot,
  x,
  y,
  children,
}: {
  width: number;
  height: number;
  plot: PlotArea;
  x: NamedAxis;
  y: NamedAxis;
  children: ReactNode;
}) {
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
        height={height - plot.y - plot.height}
        {...axisProps(x)}
        tickMargin={6}
        axisLine={AXIS_LINE}
      />
      <YAxis width={plot.x} {...axisProps(y)} tickMargin={4} axisLine={false} />
      <text x={4} y={11} {...CAPTION}>
        {y.name}
      </text>
      <text x={plot.x + plot.width / 2} y={height - 4} textAnchor="middle" {...CAPTION}>
        {x.name}
      </text>
      {children}
    </LineChart>
  );
}

/** `allowDataOverflow` makes Recharts take the domain as it is given. */
const axisProps = ({ axis: { scale, domain, ticks }, text }: NamedAxis) => ({
  type: 'number' as const,
  scale,
  domain,
  ticks,
  allowDataOverflow: true,
  tick: TICK,
  tickFormatter: text,
  tickLine: false,
  interval: 0,
});
