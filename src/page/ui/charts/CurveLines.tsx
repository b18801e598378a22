import { createContext, useContext, useId } from 'react';
import { toneColor } from '../../export/palette.ts';
import { armDash, armMarker, BY_BATCH_LINE } from './arm-style.ts';
import { ChangeLabels, ChangeLines } from './ChangeMarks.tsx';
import type { CurveModel } from './curve-model.ts';
import { LineEnds } from './LineEnds.tsx';
import { linePath, type Scale, spacedOut } from './line-path.ts';
import { PlotClip } from './PlotClip.tsx';
import { useChartScales } from './use-chart-scales.ts';

/** Pixels between two markers of a line. */
const MARKER_GAP = 90;

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
      <PlotClip id={clip} plot={plot} />
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
