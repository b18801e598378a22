import { memo, useMemo } from 'react';
import { formatCompact, formatShortPercent } from '../../../common/lib/format.ts';
import { toneColor } from '../../export/palette.ts';
import { armDash, armMarker } from '../charts/arm-style.ts';
import { HALO } from '../charts/axis-look.ts';
import type { Axis } from '../charts/curve-axes.ts';
import { EndLetters } from '../charts/EndLetters.tsx';
import { linePath } from '../charts/line-path.ts';
import { PlotFrame } from '../charts/PlotFrame.tsx';
import { logTicks } from '../charts/ticks.ts';
import type { LadderArm } from './ladder-model.ts';
import {
  ACCURACY,
  type LadderDrawing,
  type LadderPlotProps,
  LadderViewContext,
  ladderPlotArea,
  useLadderDrawing,
} from './use-ladder-drawing.ts';

/** Test accuracy against learning rate: bold after the last step, thin behind it after earlier ones. */
export const RatePlot = memo(function RatePlot({ model, look, width, height }: LadderPlotProps) {
  const { rates } = model;
  // The cell that is looked at changes with every move of the pointer; axes and grid are not drawn again for that.
  const frame = useMemo(() => {
    const ends: readonly [number, number] = [rates[0] ?? 0.001, rates.at(-1) ?? 1];
    const axis: Axis = { scale: 'log', domain: ends, ticks: logTicks(...ends) };
    return (
      <PlotFrame
        width={width}
        height={height}
        plot={ladderPlotArea(width, height)}
        x={{ axis, name: 'learning rate', text: formatCompact }}
        y={{ axis: ACCURACY, name: 'test accuracy', text: formatShortPercent }}
      >
        <RateLines />
      </PlotFrame>
    );
  }, [rates, width, height]);
  return <LadderViewContext value={{ model, look }}>{frame}</LadderViewContext>;
});

function RateLines() {
  const drawing = useLadderDrawing();
  if (drawing === null) return null;
  const { model, plot, x, y } = drawing;
  return (
    <g data-drawn="ladder-rates" fill="none" strokeLinejoin="round">
      <Threshold {...drawing} />
      {model.arms.map((arm) => (
        <ArmByRate key={arm.row} arm={arm} {...drawing} />
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

/** The accuracy from which on a rate is usable. */
function Threshold({ model: { verdict }, plot, y }: LadderDrawing) {
  if (verdict === null) return null;
  const height = y(verdict.threshold);
  return (
    <>
      <path d={`M${plot.x} ${height}h${plot.width}`} stroke="var(--ns-faint)" strokeDasharray="4 4" />
      <text x={plot.x + 4} y={height - 5} fontSize={11} fill="var(--ns-soft)" {...HALO}>
        usable from {formatShortPercent(verdict.threshold)}
      </text>
    </>
  );
}

function ArmByRate({
  arm: { cells, largest, row, tests, tone },
  look,
  plot,
  x,
  y,
}: { arm: LadderArm } & LadderDrawing) {
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
          {newest.points.map(
            (point, column) =>
              Number.isFinite(point.y) && (
                <path
                  key={point.x}
                  data-looked={(look?.row === row && look.column === column) || undefined}
                  d={armMarker(row)}
                  fill={color}
                  stroke="none"
                  transform={`translate(${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}) scale(${look?.row === row && look.column === column ? 1.7 : 1})`}
                />
              ),
          )}
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
