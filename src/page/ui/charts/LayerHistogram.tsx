import { createContext, memo, useContext } from 'react';
import { AreaChart, useXAxisScale, useYAxisScale, XAxis, YAxis } from 'recharts';
import { armLetter } from '../../../common/experiment/arms.ts';
import { bnColor } from './arm-style.ts';
import { barsPath } from './bars-path.ts';
import type { ArmHeights } from './layer-model.ts';
import type { Scale } from './line-path.ts';

/** Height of a pair of mirrored histograms, in pixels. */
export const PAIR_HEIGHT = 76;
/** Height of one histogram that has no mirror image. */
export const SINGLE_HEIGHT = 52;
const PAIR_GAP = 8;

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 };
const UNIT_DOMAIN = [0, 1];

/** Height of the histograms of so many arms. */
export const histogramHeight = (arms: number): number => {
  const pairs = Math.floor(arms / 2);
  const rows = pairs + (arms % 2);
  return pairs * PAIR_HEIGHT + (arms % 2) * SINGLE_HEIGHT + Math.max(0, rows - 1) * PAIR_GAP;
};

/**
 * The histograms of one layer: two arms share a baseline, the first above it and the second below; more arms make more
 * such pairs. The x axis runs from 0 to 1 between the values named below it, the y axis down in pixels.
 */
export const LayerHistogram = memo(function LayerHistogram({
  histograms,
  width,
}: {
  histograms: readonly ArmHeights[];
  width: number;
}) {
  return (
    <HistogramsContext value={histograms}>
      <Frame width={width} height={histogramHeight(histograms.length)} />
    </HistogramsContext>
  );
});

const HistogramsContext = createContext<readonly ArmHeights[]>([]);

/** Recharts' coordinates; drawn once, while the bars in it change. */
const Frame = memo(function Frame({ width, height }: { width: number; height: number }) {
  return (
    <AreaChart width={width} height={height} margin={NO_MARGIN} accessibilityLayer={false}>
      <XAxis hide dataKey="x" type="number" domain={UNIT_DOMAIN} allowDataOverflow />
      <YAxis hide type="number" domain={UNIT_DOMAIN} allowDataOverflow reversed />
      <Histograms height={height} />
    </AreaChart>
  );
});

function Histograms({ height }: { height: number }) {
  const histograms = useContext(HistogramsContext);
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (!xScale || !yScale) return null;
  const x: Scale = (share) => xScale(share) ?? 0;
  const y: Scale = (pixels) => yScale(pixels / height) ?? 0;
  const rows = Math.ceil(histograms.length / 2);
  return Array.from({ length: rows }, (_, row) => {
    const pair = histograms.slice(2 * row, 2 * row + 2);
    const top = row * (PAIR_HEIGHT + PAIR_GAP);
    const reach = pair.length === 2 ? PAIR_HEIGHT / 2 - 1 : SINGLE_HEIGHT - 2;
    const baseline = top + (pair.length === 2 ? PAIR_HEIGHT / 2 : SINGLE_HEIGHT - 1);
    return (
      <g key={pair[0]?.arm} data-drawn="histogram">
        <path d={`M${x(0)} ${y(baseline)}H${x(1)}`} stroke="var(--ns-line)" />
        {pair.map(({ arm, bn, heights, constant }, side) => (
          <g key={arm} fill={bnColor(bn)}>
            <path
              d={barsPath(heights, x, (height) =>
                y(baseline + (side === 0 ? -1 : 1) * (1 + height * (reach - 1))),
              )}
              fillOpacity={constant ? 0.38 : 1}
            />
            <text
              x={x(1)}
              textAnchor="end"
              y={y(baseline + (side === 0 ? 9 - reach : reach))}
              fontSize={10}
              fontWeight={700}
              stroke="var(--ns-card)"
              strokeWidth={2.5}
              paintOrder="stroke"
            >
              {armLetter(arm)}
            </text>
          </g>
        ))}
      </g>
    );
  });
}
