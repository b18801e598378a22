import { createContext, useContext } from 'react';
import { PROBED_SIZES } from '../../../common/experiment/landscape.ts';
import { formatCompact } from '../../../common/lib/format.ts';
import { toneColor } from '../../export/palette.ts';
import { armDash, armMarker } from '../charts/arm-style.ts';
import { HALO } from '../charts/axis-look.ts';
import type { Axis } from '../charts/curve-axes.ts';
import { EndLetters } from '../charts/EndLetters.tsx';
import { linePath } from '../charts/line-path.ts';
import { PlotFrame } from '../charts/PlotFrame.tsx';
import { areaWithin, type PlotArea } from '../charts/plot-area.ts';
import { logTicks } from '../charts/ticks.ts';
import { type PlotScales, usePlotScales } from '../charts/use-chart-scales.ts';
import { MOST_RATIO, type StepSizeArm, type StepSizeModel } from './step-size-model.ts';

const MARGIN = { left: 46, right: 22, top: 20, bottom: 38 };

export const stepSizeArea = (width: number, height: number): PlotArea => areaWithin(MARGIN, width, height);

const ENDS: readonly [number, number] = [PROBED_SIZES[0] ?? 1e-5, PROBED_SIZES.at(-1) ?? 10];
export const SIZE_AXIS: Axis = { scale: 'log', domain: [...ENDS], ticks: logTicks(...ENDS) };

const ModelContext = createContext<StepSizeModel | null>(null);

/** Loss along the gradient against step size, both logarithmic, at a given size. */
export function StepSizePlot({
  model,
  width,
  height,
}: {
  model: StepSizeModel;
  width: number;
  height: number;
}) {
  const [low, high] = model.domain;
  const ratios: Axis = { scale: 'log', domain: [low, high], ticks: logTicks(low, high) };
  return (
    <ModelContext value={model}>
      <PlotFrame
        width={width}
        height={height}
        plot={stepSizeArea(width, height)}
        x={{ axis: SIZE_AXIS, name: 'step size along the gradient', text: formatCompact }}
        y={{ axis: ratios, name: 'loss after the step / loss before', text: formatCompact }}
      >
        <Lines />
      </PlotFrame>
    </ModelContext>
  );
}

function Lines() {
  const model = useContext(ModelContext);
  const scales = usePlotScales();
  if (scales === null || model === null) return null;
  const { plot, x } = scales;
  const drawn: PlotScales = {
    x,
    // What grows beyond the axis leaves the plot, by a little.
    y: (ratio) => (ratio > MOST_RATIO ? plot.y - 6 : scales.y(Math.max(model.domain[0], ratio))),
    plot,
  };
  const one = drawn.y(1);
  return (
    <g data-drawn="stepsize" fill="none" strokeLinejoin="round">
      <path d={`M${plot.x} ${one}h${plot.width}`} stroke="var(--ns-faint)" strokeDasharray="2 3" />
      <text x={plot.x + 4} y={one - 5} fontSize={11} fill="var(--ns-soft)" {...HALO}>
        no change
      </text>
      {model.earlier.map(({ arms, step }, place) =>
        arms.map(({ arm, look, points }) => (
          <path
            key={`${step} ${arm}`}
            d={linePath(untilGone(points), drawn.x, drawn.y)}
            stroke={toneColor(look.tone)}
            strokeWidth={1.2}
            strokeOpacity={0.18 + 0.1 * place}
          />
        )),
      )}
      {model.arms.map((own) => (
        <ArmLine key={own.arm} own={own} {...drawn} />
      ))}
      <EndLetters
        ends={model.arms.flatMap(({ arm, look, points }) => {
          const end = untilGone(points).findLast(({ y }) => Number.isFinite(y));
          return end === undefined ? [] : [{ arm, tone: look.tone, x: drawn.x(end.x), y: drawn.y(end.y) }];
        })}
        plot={plot}
      />
    </g>
  );
}

/** The points up to the first that leaves the plot. */
function untilGone(points: StepSizeArm['points']): StepSizeArm['points'] {
  const gone = points.findIndex(({ y }) => y > MOST_RATIO);
  return gone === -1 ? points : points.slice(0, gone + 1);
}

function ArmLine({
  own: { arm, best, breaksAt, look, points },
  x,
  y,
  plot,
}: { own: StepSizeArm } & PlotScales) {
  const color = toneColor(look.tone);
  const isGone = points.some((point) => point.y > MOST_RATIO);
  return (
    <g>
      <path
        d={linePath(untilGone(points), x, y)}
        stroke={color}
        strokeWidth={2.4}
        strokeDasharray={armDash(arm)}
      />
      {best !== null && (
        <path
          d={armMarker(arm)}
          fill={color}
          transform={`translate(${x(best.x).toFixed(1)} ${y(best.y).toFixed(1)}) scale(1.25)`}
        />
      )}
      {breaksAt !== null && !isGone && (
        <path
          d={`M${(x(breaksAt) - 4.5).toFixed(1)} ${plot.y - 4}l9 9m0-9l-9 9`}
          stroke={color}
          strokeWidth={2.2}
          strokeLinecap="round"
        />
      )}
    </g>
  );
}
