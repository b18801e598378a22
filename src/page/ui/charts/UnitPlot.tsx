import { createContext, memo, useContext, useId } from 'react';
import { CartesianGrid, LineChart, usePlotArea, useXAxisScale, useYAxisScale, XAxis, YAxis } from 'recharts';
import type { Axis } from './curve-axes.ts';
import type { PlotArea } from './plot-area.ts';
import { spanTickText } from './span-axis.ts';
import { UnitLines } from './UnitLines.tsx';
import { stepText, unitPlotArea, unitStepAxis } from './unit-axes.ts';
import type { Stage, StageModel } from './unit-model.ts';
import { useSteady } from './use-steady.ts';

const TICK = { fill: 'var(--ns-soft)', fontSize: 11 };
const AXIS_LINE = { stroke: 'var(--ns-line)' };
const CAPTION = { fontSize: 11, fill: 'var(--ns-faint)' };

/** Names of the values; they have no unit. */
const VALUE_NAMES: Readonly<Record<Stage, string>> = {
  z: 'value of z',
  y: 'value of y',
  h: 'value of h',
};

/** What the chart around draws. */
const StageContext = createContext<StageModel | null>(null);

interface FrameProps {
  readonly stage: Stage;
  readonly width: number;
  readonly height: number;
  readonly plot: PlotArea;
  readonly steps: Axis;
  readonly values: Axis;
}

/** The chart of one stage of a unit, of a given size: Recharts' axes, and our own lines in its coordinates. */
export function UnitPlot({ model, width, height }: { model: StageModel; width: number; height: number }) {
  const plot = useSteady(unitPlotArea(model, { width, height }));
  const steps = useSteady(unitStepAxis(model, plot.width));
  const values = useSteady(model.values);
  return (
    <StageContext value={model}>
      <Frame stage={model.stage} width={width} height={height} plot={plot} steps={steps} values={values} />
    </StageContext>
  );
}

const Frame = memo(function Frame({ stage, width, height, plot, steps, values }: FrameProps) {
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
        tickFormatter={stepText}
        tickLine={false}
        tickMargin={6}
        axisLine={AXIS_LINE}
        interval={0}
      />
      <YAxis
        type="number"
        width={plot.x}
        {...axisProps(values)}
        tick={TICK}
        tickFormatter={spanTickText(values)}
        tickLine={false}
        tickMargin={4}
        axisLine={false}
        interval={0}
      />
      <text x={4} y={11} {...CAPTION}>
        {VALUE_NAMES[stage]}
      </text>
      <text x={plot.x + plot.width / 2} y={height - 4} textAnchor="middle" {...CAPTION}>
        training step
      </text>
      <Drawn />
    </LineChart>
  );
});

const axisProps = ({ scale, domain, ticks }: Axis) => ({ scale, domain, ticks, allowDataOverflow: true });

/** The lines in the scales of the Recharts chart around; nothing until it is laid out. */
function Drawn() {
  const model = useContext(StageContext);
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  const id = useId().replaceAll(/\W/g, '');
  if (!model || !x || !y || !plot) return null;
  return (
    <UnitLines
      model={model}
      x={(step) => x(step) ?? plot.x}
      y={(value) => y(value) ?? plot.y + plot.height}
      plot={plot}
      clip={`clip-unit-${model.stage}-${id}`}
    />
  );
}
