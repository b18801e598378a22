import { createContext, useContext } from 'react';
import { formatCompact } from '../../../common/lib/format.ts';
import { toneColor } from '../../export/palette.ts';
import { armDash, armMarker } from '../charts/arm-style.ts';
import { bandPath } from '../charts/band-path.ts';
import { type Axis, stepAxis, stepTickText } from '../charts/curve-axes.ts';
import { EndLetters } from '../charts/EndLetters.tsx';
import { linePath, type Scale, spacedOut } from '../charts/line-path.ts';
import { PlotFrame } from '../charts/PlotFrame.tsx';
import { areaWithin, type PlotArea } from '../charts/plot-area.ts';
import { logTicks } from '../charts/ticks.ts';
import { usePlotScales } from '../charts/use-chart-scales.ts';
import { RIBBON_WORDS, type RibbonArm, type RibbonChart } from './ribbon-model.ts';

const MARGIN = { left: 46, right: 20, top: 20, bottom: 38 };
/** Pixels between two markers. */
const MARKER_GAP = 40;

const ChartContext = createContext<RibbonChart | null>(null);

/** One quantity over training steps, a band an arm. */
export function RibbonPlot({
  chart,
  endStep,
  width,
  height,
}: {
  chart: RibbonChart;
  endStep: number;
  width: number;
  height: number;
}) {
  const plot = areaWithin(MARGIN, width, height);
  const [low, high] = chart.domain;
  const values: Axis = { scale: 'log', domain: [low, high], ticks: logTicks(low, high) };
  return (
    <ChartContext value={chart}>
      <PlotFrame
        width={width}
        height={height}
        plot={plot}
        x={{
          axis: stepAxis({ logX: false, endStep }, plot.width),
          name: 'training step',
          text: stepTickText,
        }}
        y={{ axis: values, name: RIBBON_WORDS[chart.quantity].axis, text: formatCompact }}
      >
        <Bands />
      </PlotFrame>
    </ChartContext>
  );
}

function Bands() {
  const chart = useContext(ChartContext);
  const scales = usePlotScales();
  if (scales === null || chart === null) return null;
  const { plot, x, y } = scales;
  return (
    <g data-drawn={chart.quantity} fill="none" strokeLinejoin="round">
      {chart.arms.map((own) => (
        <Band key={own.arm} own={own} x={x} y={y} />
      ))}
      <Letters arms={chart.arms} x={x} y={y} plot={plot} />
    </g>
  );
}

function Band({ own: { arm, high, look, low }, x, y }: { own: RibbonArm; x: Scale; y: Scale }) {
  const color = toneColor(look.tone);
  const isLine = low.every((point, index) => Object.is(point.y, high[index]?.y));
  const isAlone = low.filter((point) => Number.isFinite(point.y)).length === 1;
  return (
    <g>
      {!isLine && (
        <path
          d={bandPath(low, high, x, y)}
          fill={color}
          fillOpacity={0.2}
          stroke={color}
          strokeOpacity={isAlone ? 1 : 0}
        />
      )}
      {[...(isLine ? [] : [low]), high].map((points, edge) => (
        <g key={edge === 0 ? 'low' : 'high'}>
          <path
            d={linePath(points, x, y)}
            stroke={color}
            strokeWidth={isLine ? 2.2 : 1.4}
            strokeDasharray={armDash(arm)}
          />
          {spacedOut(points, x, MARKER_GAP).map((point) => (
            <path
              key={point.x}
              d={armMarker(arm)}
              fill={color}
              transform={`translate(${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}) scale(0.75)`}
            />
          ))}
        </g>
      ))}
    </g>
  );
}

function Letters({ arms, x, y, plot }: { arms: readonly RibbonArm[]; x: Scale; y: Scale; plot: PlotArea }) {
  const ends = arms.flatMap(({ arm, high, look }) => {
    const end = high.findLast((point) => Number.isFinite(point.y));
    return end === undefined ? [] : [{ arm, tone: look.tone, x: x(end.x), y: y(end.y) }];
  });
  return <EndLetters ends={ends} plot={plot} />;
}
