import { armLetter } from '../../../common/experiment/arms.ts';
import { toneColor } from '../../export/palette.ts';
import { barsPath, spikePath } from './bars-path.ts';
import { PAIR_GAP, PAIR_HEIGHT, SINGLE_HEIGHT } from './histogram-layout.ts';
import type { ArmHeights } from './layer-model.ts';
import type { Scale } from './line-path.ts';
import { CutMark, PlotText, ReachText } from './PlotText.tsx';

/** Two arms share a baseline, the first above it and the second below; more arms make more such pairs. */
export function MirroredHistograms({
  histograms,
  x,
  y,
}: {
  histograms: readonly ArmHeights[];
  x: Scale;
  y: Scale;
}) {
  const rows = Math.ceil(histograms.length / 2);
  return Array.from({ length: rows }, (_, row) => {
    const pair = histograms.slice(2 * row, 2 * row + 2);
    const top = row * (PAIR_HEIGHT + PAIR_GAP);
    const reach = pair.length === 2 ? PAIR_HEIGHT / 2 - 1 : SINGLE_HEIGHT - 2;
    const baseline = top + (pair.length === 2 ? PAIR_HEIGHT / 2 : SINGLE_HEIGHT - 1);
    return (
      <g key={pair[0]?.arm} data-drawn="histogram">
        <path d={`M${x(0)} ${y(baseline)}H${x(1)}`} stroke="var(--ns-line)" />
        {pair.map((one, side) => {
          const away = (height: number) => y(baseline + (side === 0 ? -1 : 1) * (1 + height * (reach - 1)));
          return (
            <g key={one.arm} fill={toneColor(one.tone)} data-arm={armLetter(one.arm)}>
              <path d={shapePath(one, x, away)} fillOpacity={one.pale ? 0.38 : 1} />
              {one.cut !== null && <CutMark x={x((one.cut + 0.5) / one.heights.length)} y={away(0.82)} />}
              {one.spike !== null && one.reach !== null && (
                <ReachText text={one.reach} place={one.spike} x={x} y={away(0.5) + 3.5} />
              )}
              <PlotText x={x(1)} y={y(baseline + (side === 0 ? 9 - reach : reach))} anchor="end" weight={700}>
                {armLetter(one.arm)}
              </PlotText>
            </g>
          );
        })}
      </g>
    );
  });
}

const shapePath = ({ heights, spike }: ArmHeights, x: Scale, y: Scale): string =>
  spike === null ? barsPath(heights, x, y) : spikePath(spike, x, y);
