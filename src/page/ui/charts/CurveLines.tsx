import { createContext, useContext, useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { toneColor } from '../../export/palette.ts';
import { armDash, armMarker, BY_BATCH_LINE } from './arm-style.ts';
import { ChangeLabels, ChangeLines } from './ChangeMarks.tsx';
import type { CurveModel } from './curve-model.ts';
import { LineEnds } from './LineEnds.tsx';
import { linePath, type Scale, spacedOut } from './line-path.ts';
import type { PlotArea } from './plot-area.ts';

/** Pixels between two markers of a line. */
const MARKER_GAP = 90;
/** Pixels around the plot in which a line along its edge is still drawn whole. */
const CLIP_MARGIN = 2;
/** Heights of the plot above it at which lines that leave it may end: steep enough, and a number of few digits. */
const OVERSHOOT = 20;

/** What the chart around draws. */
export const CurveModelContext = createContext<CurveModel | null>(null);

/**
 * The lines of a curve chart, drawn in the coordinates of the Recharts chart around it, and cut off at the plot's edge.
 *
 * @param figures where the y axis starts and ends
 */
export function CurveLines({ figures }: { figures: readonly [number, number] }) {
  const model = useContext(CurveModelContext);
  const scales = useChartScales(model?.logX ?? false, figures[0]);
  const id = useId().replaceAll(/\W/g, '');
  if (scales === null || model === null) return null;
  const { x, y, plot } = scales;
  const yInside: Scale = (figure) => Math.max(plot.y, y(figure));
  const clip = `clip-${model.name}-${id}`;
  const linesOf = (kind: 'train' | 'test' | 'byBatch') =>
    model.arms.flatMap((own) =>
      own[kind].map((segment) => ({ ...segment, arm: own.arm, key: `${own.arm} ${segment.place}` })),
    );
  const [thin, bold, dotted] = [linesOf('train'), linesOf('test'), linesOf('byBatch')];
  return (
    <g data-drawn={model.name} fill="none" strokeLinejoin="round">
      <clipPath id={clip}>
        <rect
          x={plot.x - CLIP_MARGIN}
          y={plot.y - CLIP_MARGIN}
          width={plot.width + 2 * CLIP_MARGIN}
          height={plot.height + 2 * CLIP_MARGIN}
        />
      </clipPath>
      <ChangeLines changes={model.changes} x={x} plot={plot} />
      {/* One clip for all lines: each of its own would be a layer to put together at every frame. */}
      <g clipPath={`url(#${clip})`}>
        {thin.map(({ key, tone, points }) => (
          <path key={key} d={linePath(points, x, y)} stroke={toneColor(tone)} strokeOpacity={0.5} />
        ))}
        {dotted.map(({ key, arm, tone, points }) => (
          <path
            key={key}
            data-by-batch={arm}
            d={linePath(points, x, y)}
            stroke={toneColor(tone)}
            {...BY_BATCH_LINE}
          />
        ))}
        {bold.map(({ key, arm, tone, points }) => (
          <path
            key={key}
            d={linePath(points, x, y)}
            stroke={toneColor(tone)}
            strokeWidth={2.4}
            strokeDasharray={armDash(arm)}
          />
        ))}
      </g>
      {bold.map(({ key, arm, tone, place, points }) => (
        <g key={key} data-markers={arm}>
          {spacedOut(place === 0 ? points : points.slice(1), x, MARKER_GAP)
            .filter((point) => point.y <= figures[1])
            .map((point) => (
              <path
                key={point.x}
                d={armMarker(arm)}
                fill={toneColor(tone)}
                transform={`translate(${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)})`}
              />
            ))}
        </g>
      ))}
      <ChangeLabels changes={model.changes} x={x} plot={plot} />
      <LineEnds arms={model.arms} x={x} y={yInside} plot={plot} />
    </g>
  );
}

/** The scales of the Recharts chart around; what lies below an axis is drawn at its start. Null until it is laid out. */
function useChartScales(logX: boolean, floor: number): { x: Scale; y: Scale; plot: PlotArea } | null {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (!x || !y || !plot) return null;
  const firstStep = logX ? 1 : 0;
  const highest = plot.y - OVERSHOOT * plot.height;
  return {
    x: (step) => x(Math.max(firstStep, step)) ?? plot.x,
    y: (figure) => Math.max(highest, y(Math.max(floor, figure)) ?? plot.y + plot.height),
    plot,
  };
}
