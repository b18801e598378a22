import { createContext, memo, useContext } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { formatCompact, formatPercent } from '../../../common/lib/format.ts';
import { toneColor } from '../../export/palette.ts';
import { armDash, armMarker } from '../charts/arm-style.ts';
import { HALO } from '../charts/axis-look.ts';
import { type Axis, stepAxis, stepTickText } from '../charts/curve-axes.ts';
import { EndLetters } from '../charts/EndLetters.tsx';
import { linePath, type Scale } from '../charts/line-path.ts';
import { PlotFrame } from '../charts/PlotFrame.tsx';
import type { PlotArea } from '../charts/plot-area.ts';
import { logTicks } from '../charts/ticks.ts';
import type { Rung } from './LadderStrip.tsx';
import type { LadderArm, LadderModel } from './ladder-model.ts';

const MARGIN = { left: 46, right: 24, top: 20, bottom: 38 };
const ACCURACY: Axis = { scale: 'linear', domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] };
const percent = (share: number): string => formatPercent(share).replace('.0', '');

interface PlotProps {
  readonly model: LadderModel;
  /** The cell that is looked at. */
  readonly look: Rung | null;
  readonly width: number;
  readonly height: number;
}

const areaOf = (width: number, height: number): PlotArea => ({
  x: MARGIN.left,
  y: MARGIN.top,
  width: Math.max(1, width - MARGIN.left - MARGIN.right),
  height: Math.max(1, height - MARGIN.top - MARGIN.bottom),
});

const DrawnContext = createContext<Pick<PlotProps, 'model' | 'look'> | null>(null);

interface Drawn extends Pick<PlotProps, 'model' | 'look'> {
  readonly x: Scale;
  readonly y: Scale;
  readonly plot: PlotArea;
}

/** What to draw, and where in the Recharts chart around; null until it is laid out. */
function useDrawn(): Drawn | null {
  const drawn = useContext(DrawnContext);
  const [xScale, yScale, plot] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  if (!xScale || !yScale || !plot || drawn === null) return null;
  return {
    ...drawn,
    plot,
    x: (value) => xScale(value) ?? plot.x,
    y: (value) => yScale(value) ?? plot.y,
  };
}

/** Test accuracy against learning rate: bold after the last step, thin behind it after earlier ones. */
export const RatePlot = memo(function RatePlot({ model, look, width, height }: PlotProps) {
  const ends: readonly [number, number] = [model.rates[0] ?? 0.001, model.rates.at(-1) ?? 1];
  const rates: Axis = { scale: 'log', domain: ends, ticks: logTicks(...ends) };
  return (
    <DrawnContext value={{ model, look }}>
      <PlotFrame
        width={width}
        height={height}
        plot={areaOf(width, height)}
        x={{ axis: rates, name: 'learning rate', text: formatCompact }}
        y={{ axis: ACCURACY, name: 'test accuracy', text: percent }}
      >
        <RateLines />
      </PlotFrame>
    </DrawnContext>
  );
});

function RateLines() {
  const drawn = useDrawn();
  if (drawn === null) return null;
  const { model, plot, x, y } = drawn;
  const threshold = model.verdict?.threshold ?? null;
  return (
    <g data-drawn="ladder-rates" fill="none" strokeLinejoin="round">
      {threshold !== null && (
        <>
          <path
            d={`M${plot.x} ${y(threshold)}h${plot.width}`}
            stroke="var(--ns-faint)"
            strokeDasharray="4 4"
          />
          <text x={plot.x + 4} y={y(threshold) - 5} fontSize={11} fill="var(--ns-soft)" {...HALO}>
            usable from {percent(threshold)}
          </text>
        </>
      )}
      {model.arms.map((arm) => (
        <ArmByRate key={arm.row} arm={arm} {...drawn} />
      ))}
      <EndLetters
        ends={model.arms.flatMap(({ row, tests, tone }) => {
          const end = tests.at(-1)?.points.findLast((point) => Number.isFinite(point.y));
          return end === undefined ? [] : [{ arm: row, tone, x: x(end.x), y: y(end.y) }];
        })}
        plot={plot}
      />
    </g>
  );
}

function ArmByRate({
  arm: { cells, largest, row, tests, tone },
  look,
  plot,
  x,
  y,
}: { arm: LadderArm } & Drawn) {
  const color = toneColor(tone);
  const newest = tests.at(-1);
  const foot = plot.y + plot.height;
  const limit = largest === null ? null : cells[largest];
  return (
    <g stroke={color}>
      {tests.slice(0, -1).map(({ points, step }, index) => (
        <path
          key={step}
          data-earlier={row}
          d={linePath(points, x, y)}
          strokeWidth={1}
          strokeOpacity={0.2 + (0.35 * (index + 1)) / tests.length}
        />
      ))}
      {limit && (
        <path
          d={`M${x(limit.rate).toFixed(1)} ${y(limit.accuracy ?? 0).toFixed(1)}V${foot}`}
          strokeWidth={1}
          strokeDasharray="1 3"
        />
      )}
      {newest && (
        <>
          <path d={linePath(newest.points, x, y)} strokeWidth={2.4} strokeDasharray={armDash(row)} />
          {newest.points
            .filter((point) => Number.isFinite(point.y))
            .map((point, index) => (
              <path
                key={point.x}
                d={armMarker(row)}
                fill={color}
                stroke="none"
                transform={`translate(${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}) scale(${look?.row === row && look.column === index ? 1.7 : 1})`}
              />
            ))}
        </>
      )}
      {cells
        .filter(({ divergedAt }) => divergedAt !== null)
        .map(({ rate }) => (
          <path
            key={rate}
            data-diverged={row}
            d={`M${(x(rate) - 4).toFixed(1)} ${foot - 9 - 9 * row}l8 8m0-8l-8 8`}
            strokeWidth={2}
            strokeLinecap="round"
          />
        ))}
    </g>
  );
}

/** Training accuracy over steps of every network, thin; the one that is looked at is bold. */
export const AllCurvesPlot = memo(function AllCurvesPlot({ model, look, width, height }: PlotProps) {
  const plot = areaOf(width, height);
  return (
    <DrawnContext value={{ model, look }}>
      <PlotFrame
        width={width}
        height={height}
        plot={plot}
        x={{
          axis: stepAxis({ logX: false, endStep: model.steps }, plot.width),
          name: 'training step',
          text: stepTickText,
        }}
        y={{ axis: ACCURACY, name: 'training accuracy (means over some batches)', text: percent }}
      >
        <AllCurves />
      </PlotFrame>
    </DrawnContext>
  );
});

function AllCurves() {
  const drawn = useDrawn();
  if (drawn === null) return null;
  const { look, model, x, y } = drawn;
  const looked = look === null ? undefined : model.arms[look.row];
  const curve = look === null ? undefined : looked?.curves[look.column];
  const end = curve?.at(-1);
  return (
    <g data-drawn="ladder-curves" fill="none" strokeLinejoin="round">
      {model.arms.map(({ curves, row, tone }) => (
        <g key={row} stroke={toneColor(tone)} strokeDasharray={armDash(row)}>
          {curves.map((points, column) => (
            <path
              key={model.rates[column]}
              d={linePath(points, x, y)}
              strokeWidth={1.1}
              strokeOpacity={
                (0.3 + (0.6 * column) / Math.max(1, model.rates.length - 1)) * (look === null ? 1 : 0.45)
              }
            />
          ))}
        </g>
      ))}
      {looked !== undefined && curve !== undefined && end !== undefined && (
        <>
          <path d={linePath(curve, x, y)} stroke={toneColor(looked.tone)} strokeWidth={2.8} />
          <text
            x={x(end.x).toFixed(1)}
            y={(y(end.y) - 9).toFixed(1)}
            textAnchor="end"
            fontSize={11.5}
            fontWeight={650}
            fill={toneColor(looked.tone)}
            {...HALO}
          >
            rate {formatCompact(model.rates[look?.column ?? 0] ?? 0)}
          </text>
        </>
      )}
    </g>
  );
}
