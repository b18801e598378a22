import { toneColor } from '../../export/palette.ts';
import { armDash, armMarker } from './arm-style.ts';
import { bandPath } from './band-path.ts';
import { EndLetters } from './EndLetters.tsx';
import { linePath, type Scale, spacedOut } from './line-path.ts';
import { PlotClip } from './PlotClip.tsx';
import type { PlotArea } from './plot-area.ts';
import type { StageModel } from './unit-model.ts';

/** Pixels between two markers of a line. */
const MARKER_GAP = 90;

interface LinesProps {
  model: StageModel;
  x: Scale;
  y: Scale;
  plot: PlotArea;
  /** Id of the clip path. */
  clip: string;
}

/** Each arm's median over the images as a line, in a band from the 15th percentile to the 85th. */
export function UnitLines({ model: { stage, lines, ends }, x, y, plot, clip }: LinesProps) {
  const bandOpacity = Math.min(0.14, 0.36 / Math.max(1, ends.length));
  return (
    <g data-drawn={`unit ${stage}`} fill="none" strokeLinejoin="round">
      <PlotClip id={clip} plot={plot} />
      <g clipPath={`url(#${clip})`}>
        {lines.map(({ arm, place, tone, low, high }) => (
          <g key={`${arm} ${place}`} stroke={toneColor(tone)} strokeOpacity={0.55}>
            <path
              data-band={arm}
              d={bandPath(low, high, x, y)}
              fill={toneColor(tone)}
              fillOpacity={bandOpacity}
              strokeOpacity={0.2}
            />
            <path d={linePath(low, x, y)} />
            <path d={linePath(high, x, y)} />
          </g>
        ))}
        {lines.map(({ arm, place, tone, middle }) => (
          <path
            key={`${arm} ${place}`}
            d={linePath(middle, x, y)}
            stroke={toneColor(tone)}
            strokeWidth={2.4}
            strokeDasharray={armDash(arm)}
          />
        ))}
      </g>
      {lines.flatMap(({ arm, place, tone, middle }) =>
        spacedOut(place === 0 ? middle : middle.slice(1), x, MARKER_GAP).map((point) => (
          <path
            key={`${arm} ${place} ${point.x}`}
            d={armMarker(arm)}
            fill={toneColor(tone)}
            transform={`translate(${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)})`}
          />
        )),
      )}
      <EndLetters
        ends={ends
          .filter(({ diverged }) => !diverged)
          .map(({ arm, tone, point }) => ({ arm, tone, x: x(point.x), y: y(point.y) }))}
        plot={plot}
      />
      {ends.map(
        ({ arm, tone, point, diverged }) =>
          diverged && (
            <path
              key={arm}
              d={`M${(x(point.x) - 4.5).toFixed(1)} ${(y(point.y) - 4.5).toFixed(1)}l9 9m0-9l-9 9`}
              stroke={toneColor(tone)}
              strokeWidth={2.4}
              strokeLinecap="round"
            />
          ),
      )}
    </g>
  );
}
