import { memo } from 'react';
import { armLetter } from '../../../common/experiment/arms.ts';
import { toneColor } from '../../export/palette.ts';
import { HALO } from './axis-look.ts';
import type { GhostCurves } from './curve-model.ts';
import type { GhostProps } from './GhostLines.tsx';
import { pushedApart } from './line-path.ts';
import { useChartScales } from './use-chart-scales.ts';

/** Pixels that a name needs, and how many characters of it are written. */
const ROOM = 12;
const LONGEST = 12;
/** Share of the plot's height that names may fill: of more, the legend tells. */
const MOST = 0.5;

/** Names of pinned runs at the ends of their lines. The lines of the run that trains go over them. */
export const GhostNames = memo(function GhostNames({ ghosts, logX, floor }: GhostProps) {
  const scales = useChartScales(logX, floor);
  if (scales === null) return null;
  const { x, y, plot } = scales;
  const ends = ghosts.flatMap(namedEnds);
  if (ends.length * ROOM > MOST * plot.height) return null;
  const places = pushedApart(
    ends.map((end) => Math.max(plot.y, y(end.y)) - 4),
    ROOM,
    [plot.y + ROOM, plot.y + plot.height - 2],
  );
  return ends.map((end, index) => (
    <text
      key={end.key}
      x={(x(end.x) - 3).toFixed(1)}
      y={(places[index] ?? 0).toFixed(1)}
      textAnchor="end"
      fontSize={10}
      fill={toneColor(end.tone)}
      {...HALO}
    >
      {end.text}
    </text>
  ));
});

/** The last point of each arm's line, with what stands there: "Run 1 A". */
function namedEnds({ id, name, arms }: GhostCurves) {
  const short = [...name].length > LONGEST ? `${[...name].slice(0, LONGEST).join('').trimEnd()}…` : name;
  return arms.flatMap(({ arm, test }) => {
    const line = test.at(-1);
    const end = line?.points.findLast((point) => Number.isFinite(point.y));
    if (line === undefined || end === undefined) return [];
    return [{ key: `${id} ${arm}`, text: `${short} ${armLetter(arm)}`, tone: line.tone, ...end }];
  });
}
