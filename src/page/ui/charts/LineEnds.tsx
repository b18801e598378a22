import { armLetter } from '../../../common/experiment/arms.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { bnColor } from './arm-style.ts';
import type { ArmCurves } from './curve-model.ts';
import { pushedApart, type Scale } from './line-path.ts';
import type { PlotArea } from './plot-area.ts';

const LETTER_ROOM = 12;
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
  const ends = arms
    .flatMap(({ arm, bn, lastTest, divergedAt }) =>
      lastTest !== null && divergedAt === null ? [{ arm, bn, lastTest }] : [],
    )
    .slice(0, Math.floor(plot.height / LETTER_ROOM));
  const places = pushedApart(
    ends.map(({ lastTest }) => y(lastTest.y)),
    LETTER_ROOM,
    [plot.y, plot.y + plot.height],
  );
  return ends.map(({ arm, bn, lastTest }, index) => (
    <text
      key={arm}
      x={(x(lastTest.x) + 8).toFixed(1)}
      y={((places[index] ?? 0) + 4).toFixed(1)}
      fontSize={11}
      fontWeight={700}
      fill={bnColor(bn)}
      {...HALO}
    >
      {armLetter(arm)}
    </text>
  ));
}

function Divergences({ arms, x, y, plot }: EndProps) {
  const ends = arms.flatMap(({ arm, bn, lastPoint, divergedAt }) => {
    if (divergedAt === null) return [];
    const place = lastPoint ?? { x: divergedAt, y: Number.NEGATIVE_INFINITY };
    return [{ arm, bn, divergedAt, left: x(place.x), top: y(place.y) }];
  });
  const places = pushedApart(
    ends.map(({ top }) => (top < plot.y + 26 ? top + 16 : top - 10)),
    WORDS_ROOM,
    [plot.y + 8, plot.y + plot.height - 8],
  );
  return ends.map(({ arm, bn, divergedAt, left, top }, index) => {
    const fits = left < plot.x + 0.6 * plot.width;
    return (
      <g key={arm} transform={`translate(${left.toFixed(1)} 0)`}>
        <path
          d={`M-4.5 ${(top - 4.5).toFixed(1)}l9 9m0-9l-9 9`}
          stroke={bnColor(bn)}
          strokeWidth={2.4}
          strokeLinecap="round"
        />
        <text
          x={fits ? 9 : -9}
          y={((places[index] ?? 0) + 4).toFixed(1)}
          textAnchor={fits ? 'start' : 'end'}
          fontSize={11.5}
          fontWeight={650}
          fill="var(--ns-bad)"
          {...HALO}
        >
          {`${armLetter(arm)} diverged at step ${formatWhole(divergedAt)}`}
        </text>
      </g>
    );
  });
}

/** Keeps words readable over lines. */
const HALO = { stroke: 'var(--ns-card)', strokeWidth: 3, paintOrder: 'stroke' } as const;
