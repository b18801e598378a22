import { armLetter } from '../../../common/experiment/arms.ts';
import { toneColor } from '../../export/palette.ts';
import { armDash } from './arm-style.ts';
import { spikePath, stepsPath } from './bars-path.ts';
import { namePlace, namesHeight, OVERLAY_HEIGHT } from './histogram-layout.ts';
import type { ArmHeights } from './layer-model.ts';
import type { Scale } from './line-path.ts';
import { CutMark, PlotText, ReachText } from './PlotText.tsx';

const SAMPLE = { from: 11, to: 28 };
/** Pixels between two lines of words on spikes, and how far down the last may stand. */
const REACH_LINE = 11;
const REACH_ROOM = OVERLAY_HEIGHT - 16;

/** All arms on one baseline: each a veil of its colour within an outline that is dashed as its lines are. */
export function OverlaidHistograms({
  histograms,
  x,
  y,
}: {
  histograms: readonly ArmHeights[];
  x: Scale;
  y: Scale;
}) {
  const top = namesHeight(histograms.length);
  const baseline = top + OVERLAY_HEIGHT - 1;
  const up = (height: number) => y(baseline - height * (OVERLAY_HEIGHT - 3));
  const spikes = histograms.filter(({ spike }) => spike !== null);
  const line = Math.min(REACH_LINE, REACH_ROOM / Math.max(1, spikes.length - 1));
  return (
    <g data-drawn="histogram">
      <path d={`M${x(0)} ${y(baseline)}H${x(1)}`} stroke="var(--ns-line)" />
      {histograms.map((one, index) => {
        const [left, nameLine] = namePlace(index);
        const color = toneColor(one.tone);
        const outline = { stroke: color, strokeWidth: 1.3, strokeDasharray: armDash(one.arm) };
        return (
          <g key={one.arm} fill={color} data-arm={armLetter(one.arm)}>
            {one.spike === null ? (
              <path d={stepsPath(one.heights, x, up)} fillOpacity={one.pale ? 0.08 : 0.24} {...outline} />
            ) : (
              <path d={spikePath(one.spike, x, up)} fillOpacity={one.pale ? 0.38 : 1} />
            )}
            {one.cut !== null && <CutMark x={x((one.cut + 0.5) / one.heights.length)} y={up(0.85)} />}
            {one.spike !== null && one.reach !== null && (
              <ReachText
                text={`${armLetter(one.arm)} ${one.reach}`}
                place={one.spike}
                x={x}
                y={y(top + 12 + spikes.indexOf(one) * line)}
              />
            )}
            <PlotText x={x(0) + left} y={y(nameLine)} anchor="start" weight={700}>
              {armLetter(one.arm)}
            </PlotText>
            <path
              d={`M${x(0) + left + SAMPLE.from} ${y(nameLine - 3.5)}h${SAMPLE.to - SAMPLE.from}`}
              {...outline}
            />
          </g>
        );
      })}
    </g>
  );
}
