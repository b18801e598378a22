import { memo, useId } from 'react';
import { wholePercentText } from '../../export/number-text.ts';
import { CAPTION } from './axis-look.ts';
import { type ColorScale, placeOnScale, type Ramp } from './color-scale.ts';
import { powerText } from './growing-range.ts';

export const LEGEND_HEIGHT = 26;
const BAR = 9;
/** Pixels beside the ramp, for its first and last figure. */
const INSET = 18;
/** Colours that stand for the whole ramp. */
const STOPS = 16;

/** A ramp of colours with its figures: part of an `<svg>`. */
export const HeatLegend = memo(function HeatLegend({
  scale,
  ramp,
  width,
}: {
  scale: ColorScale;
  ramp: Ramp;
  width: number;
}) {
  const id = `ramp-${useId().replaceAll(/\W/g, '')}`;
  const bar = width - 2 * INSET;
  const stops = Array.from({ length: STOPS + 1 }, (_, index) => index / STOPS);
  return (
    <g transform={`translate(${INSET} 1)`}>
      <linearGradient id={id}>
        {stops.map((place) => (
          <stop
            key={place}
            offset={place}
            stopColor={ramp.colors[Math.round(place * (ramp.colors.length - 1))] ?? ''}
          />
        ))}
      </linearGradient>
      <rect width={bar} height={BAR} rx={2} fill={`url(#${id})`} stroke="var(--ns-line)" />
      {scale.ticks.map((tick) => {
        const place = placeOnScale(scale, tick) ?? 0;
        return (
          <text
            key={tick}
            x={(place * bar).toFixed(1)}
            y={BAR + 13}
            textAnchor="middle"
            {...CAPTION}
            fontSize={10.5}
          >
            {scale.kind === 'log' ? powerText(tick) : wholePercentText(tick)}
          </text>
        );
      })}
    </g>
  );
});
