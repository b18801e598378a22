import { armLetter } from '../../../common/experiment/arms.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { toneColor } from '../../export/palette.ts';
import { HALO } from './axis-look.ts';
import type { ArmCurves } from './curve-model.ts';
import { EndLetters } from './EndLetters.tsx';
import { pushedApart, type Scale } from './line-path.ts';
import type { PlotArea } from './plot-area.ts';

const WORDS_ROOM = 14;

/** What stands at the end of each arm's lines: its letter, or, where it diverged, that it did and when. */
export function LineEnds(props: { arms: readonly ArmCurves[]; x: Scale; y: Scale; plot: PlotArea }) {
  return (
    <>
      <Letters {...props} />
      <Divergences {...props} />
    </>
  );
}

interface EndProps {
  arms: readonly ArmCurves[];
  x: Scale;
  y: Scale;
  plot: PlotArea;
}

function Letters({ arms, x, y, plot }: EndProps) {
  const ends = arms.flatMap(({ arm, tone, lastTest, divergedAt }) =>
    lastTest !== null && divergedAt === null ? [{ arm, tone, x: x(lastTest.x), y: y(lastTest.y) }] : [],
  );
  return <EndLetters ends={ends} plot={plot} />;
}

function Divergences({ arms, x, y, plot }: EndProps) {
  const ends = arms.flatMap(({ arm, tone, lastPoint, divergedAt }) => {
    if (divergedAt === null) return [];
    const place = lastPoint ?? { x: divergedAt, y: Number.NEGATIVE_INFINITY };
    return [{ arm, tone, divergedAt, left: x(place.x), top: y(place.y) }];
  });
  /** Of more, the tooltip and the table tell. */
  const told = Math.max(1, Math.floor(plot.height / WORDS_ROOM) - 1);
  const places = pushedApart(
    ends.slice(0, told).map(({ top }) => (top < plot.y + 26 ? top + 16 : top - 10)),
    WORDS_ROOM,
    [plot.y + 8, plot.y + plot.height - 8],
  );
  return ends.map(({ arm, tone, divergedAt, left, top }, index) => {
    const fits = left < plot.x + 0.6 * plot.width;
    const place = places[index];
    return (
      <g key={arm} transform={`translate(${left.toFixed(1)} 0)`}>
        <path
          d={`M-4.5 ${(top - 4.5).toFixed(1)}l9 9m0-9l-9 9`}
          stroke={toneColor(tone)}
          strokeWidth={2.4}
          strokeLinecap="round"
        />
        {place !== undefined && (
          <text
            x={fits ? 9 : -9}
            y={(place + 4).toFixed(1)}
            textAnchor={fits ? 'start' : 'end'}
            fontSize={11.5}
            fontWeight={650}
            fill="var(--ns-bad)"
            {...HALO}
          >
            {`${armLetter(arm)} diverged at step ${formatWhole(divergedAt)}`}
          </text>
        )}
      </g>
    );
  });
}
