import type { ArmTone } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import { toneColor } from '../../export/palette.ts';
import { HALO } from './axis-look.ts';
import { pushedApart } from './line-path.ts';
import type { PlotArea } from './plot-area.ts';

/** Pixels that a letter needs. */
const ROOM = 12;
const BESIDE = 8;

/** The end of an arm's line, in pixels. */
export interface LineEnd {
  readonly arm: number;
  readonly tone: ArmTone;
  readonly x: number;
  readonly y: number;
}

/** The letters of arms beside the ends of their lines, moved apart where those lie close; no more than there is room for. */
export function EndLetters({ ends, plot }: { ends: readonly LineEnd[]; plot: PlotArea }) {
  const told = ends.slice(0, Math.max(1, Math.floor(plot.height / ROOM)));
  const places = pushedApart(
    told.map(({ y }) => y),
    ROOM,
    [plot.y, plot.y + plot.height],
  );
  return told.map(({ arm, tone, x }, index) => (
    <text
      key={arm}
      x={(x + BESIDE).toFixed(1)}
      y={((places[index] ?? 0) + 4).toFixed(1)}
      fontSize={11}
      fontWeight={700}
      fill={toneColor(tone)}
      {...HALO}
    >
      {armLetter(arm)}
    </text>
  ));
}
