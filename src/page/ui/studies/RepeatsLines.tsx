import { useId } from 'react';
import { toneColor } from '../../export/palette.ts';
import { armDash, armMarker } from '../charts/arm-style.ts';
import { bandPath } from '../charts/band-path.ts';
import { ChangeLabels, ChangeLines } from '../charts/ChangeMarks.tsx';
import { EndLetters } from '../charts/EndLetters.tsx';
import { linePath, type Scale, spacedOut } from '../charts/line-path.ts';
import { PlotClip } from '../charts/PlotClip.tsx';
import { useChartScales } from '../charts/use-chart-scales.ts';
import type { RepeatsArm, RepeatsModel } from './repeats-model.ts';

/** Pixels between two markers of a line. */
const MARKER_GAP = 90;

/**
 * Means, bands and, where they are wanted, single seeds in the coordinates of the Recharts chart around.
 *
 * @param figures where the y axis starts and ends
 */
export function RepeatsLines({
  model,
  figures,
}: {
  model: RepeatsModel;
  figures: readonly [number, number];
}) {
  const scales = useChartScales(model.logX, figures[0]);
  const clip = `clip-repeats-${useId().replaceAll(/\W/g, '')}`;
  if (scales === null) return null;
  const { x, y, plot } = scales;
  const yInside: Scale = (figure) => Math.max(plot.y, y(figure));
  const ends = model.arms.flatMap(({ arm, look: { tone }, readings }) => {
    const end = readings.at(-1);
    return end === undefined ? [] : [{ arm, tone, x: x(end.step), y: yInside(end.mean) }];
  });
  return (
    <g data-drawn="repeats" fill="none" strokeLinejoin="round">
      <PlotClip id={clip} plot={plot} />
      <ChangeLines changes={model.changes} x={x} plot={plot} />
      <g clipPath={`url(#${clip})`}>
        {model.arms.map(({ arm, look: { tone }, low, high }) => (
          <path
            key={arm}
            data-band={arm}
            d={bandPath(low, high, x, y)}
            fill={toneColor(tone)}
            fillOpacity={0.15}
            stroke={toneColor(tone)}
            strokeOpacity={0.35}
            strokeWidth={0.8}
          />
        ))}
        {model.singles && model.arms.map((own) => <Singles key={own.arm} own={own} x={x} y={y} />)}
        {model.arms.map((own) => (
          <Mean key={own.arm} own={own} x={x} y={y} />
        ))}
      </g>
      {model.arms.map((own) => (
        <Marks key={own.arm} own={own} x={x} y={yInside} />
      ))}
      <ChangeLabels changes={model.changes} x={x} plot={plot} />
      <EndLetters ends={ends} plot={plot} />
    </g>
  );
}

interface ArmProps {
  own: RepeatsArm;
  x: Scale;
  y: Scale;
}

const Singles = ({ own: { arm, test }, x, y }: ArmProps) =>
  test.map(({ place, points, tone }) => (
    <path
      key={place}
      data-single={arm}
      d={linePath(points, x, y)}
      stroke={toneColor(tone)}
      strokeOpacity={0.6}
      strokeWidth={0.9}
      strokeDasharray={armDash(arm)}
    />
  ));

const Mean = ({ own: { arm, mean }, x, y }: ArmProps) =>
  mean.map(({ place, points, tone }) => (
    <path
      key={place}
      data-mean={arm}
      d={linePath(points, x, y)}
      stroke={toneColor(tone)}
      strokeWidth={2.4}
      strokeDasharray={armDash(arm)}
    />
  ));

/** Markers along the mean, and a cross where a seed broke down. */
function Marks({ own: { arm, broken, look, mean }, x, y }: ArmProps) {
  return (
    <>
      {mean.map(({ place, points, tone }) => (
        <g key={place}>
          {spacedOut(place === 0 ? points : points.slice(1), x, MARKER_GAP).map((point) => (
            <path
              key={point.x}
              d={armMarker(arm)}
              fill={toneColor(tone)}
              transform={`translate(${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)})`}
            />
          ))}
        </g>
      ))}
      {broken.map(({ column, ...point }) => (
        <path
          key={column}
          data-broken={arm}
          d={CROSS}
          stroke={toneColor(look.tone)}
          strokeWidth={2}
          strokeLinecap="round"
          transform={`translate(${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)})`}
        />
      ))}
    </>
  );
}

const CROSS = 'M-3.5-3.5l7 7m0-7l-7 7';
