import { createContext, memo, useContext, useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { type Axis, stepTickText } from './curve-axes.ts';
import { PlotFrame } from './PlotFrame.tsx';
import type { PlotArea } from './plot-area.ts';
import { spanTickText } from './span-axis.ts';
import { UnitLines } from './UnitLines.tsx';
import { unitPlotArea, unitStepAxis } from './unit-axes.ts';
import type { Stage, StageModel } from './unit-model.ts';
import { useSteady } from './use-steady.ts';

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
  const x = { axis: steps, name: 'training step', text: stepTickText };
  const y = { axis: values, name: VALUE_NAMES[stage], text: spanTickText(values) };
  return (
    <PlotFrame width={width} height={height} plot={plot} x={x} y={y}>
      <Drawn />
    </PlotFrame>
  );
});

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
