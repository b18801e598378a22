import { createContext, useContext } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { armLetter } from '../../../common/experiment/arms.ts';
import { toneColor } from '../../export/palette.ts';
import { armDash, armMarker } from './arm-style.ts';
import { HALO } from './axis-look.ts';
import { EndLetters } from './EndLetters.tsx';
import type { GradientArm, GradientModel } from './gradient-model.ts';
import { linePath, pushedApart, type Scale } from './line-path.ts';
import type { PlotArea } from './plot-area.ts';

/** What the chart around draws. */
export const GradientModelContext = createContext<GradientModel | null>(null);

/** Pixels that a line of words needs. */
const WORDS_ROOM = 15;
/** So many arms are told in words on the chart wherever their lines lie; all are told below it. */
const FEW_ARMS = 2;

interface DrawnProps {
  readonly arms: readonly GradientArm[];
  readonly x: Scale;
  readonly y: Scale;
  readonly plot: PlotArea;
}

/**
 * The lines of the gradient chart in the coordinates of the Recharts chart around it.
 *
 * @param domain of the y axis: what lies beyond it is drawn at its ends
 */
export function GradientLines({ domain: [low, high] }: { domain: readonly [number, number] }) {
  const model = useContext(GradientModelContext);
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  if (!xScale || !yScale || !plot || model === null) return null;
  const props: DrawnProps = {
    arms: model.arms,
    x: (layer) => xScale(layer) ?? plot.x,
    y: (norm) => yScale(Math.min(high, Math.max(low, norm))) ?? plot.y,
    plot,
  };
  return (
    <g data-drawn="gradient" fill="none" strokeLinejoin="round">
      <Lines {...props} />
      <OffAxis {...props} />
      <Words {...props} />
      <Letters {...props} />
    </g>
  );
}

function Lines({ arms, x, y }: DrawnProps) {
  return arms.map(({ arm, look: { tone }, points }) => (
    <g key={arm}>
      <path
        d={linePath(points, x, y)}
        stroke={toneColor(tone)}
        strokeWidth={2.4}
        strokeDasharray={armDash(arm)}
      />
      {points
        .filter((point) => Number.isFinite(point.y))
        .map((point) => (
          <path
            key={point.x}
            d={armMarker(arm)}
            fill={toneColor(tone)}
            transform={`translate(${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)})`}
          />
        ))}
    </g>
  ));
}

/** Norms without a place on a logarithmic axis: hollow markers at its foot for exactly 0, crosses at its top for no number. */
function OffAxis({ arms, x, plot }: DrawnProps) {
  const foot = plot.y + plot.height;
  return arms.map(({ arm, look: { tone }, zeros, broken }) => (
    <g key={arm} stroke={toneColor(tone)} strokeWidth={1.6} data-off-axis={armLetter(arm)}>
      {zeros.map((layer) => (
        <path
          key={layer}
          d={armMarker(arm)}
          fill="var(--ns-card)"
          transform={`translate(${x(layer).toFixed(1)} ${foot - 1})`}
        />
      ))}
      {zeros[0] !== undefined && (
        <text
          x={x(zeros[0]) - 9}
          y={foot - 5}
          textAnchor="end"
          fontSize={11}
          fill={toneColor(tone)}
          {...HALO}
        >
          0
        </text>
      )}
      {broken.map((layer) => (
        <path
          key={layer}
          d={`M${(x(layer) - 4).toFixed(1)} ${plot.y - 4}l8 8m0-8l-8 8`}
          strokeWidth={2.2}
          strokeLinecap="round"
        />
      ))}
    </g>
  ));
}

/** What becomes of a gradient that does not come through well, where its line ends at layer 1; of many arms, those that have room. */
function Words({ arms, x, y, plot }: DrawnProps) {
  const wanted = arms
    .filter(({ points, striking }) => striking && points.length > 1)
    .map((one) => ({ ...one, top: wordsTop(one, y, plot) }));
  const told = wanted.filter(
    ({ top }, index) =>
      arms.length <= FEW_ARMS ||
      wanted.slice(0, index).every((other) => Math.abs(other.top - top) >= WORDS_ROOM),
  );
  const places = pushedApart(
    told.map(({ top }) => top),
    WORDS_ROOM,
    [plot.y + 10, plot.y + plot.height - 6],
  );
  return told.map(({ arm, look: { tone }, words }, index) => (
    <text
      key={arm}
      x={(x(1) + 14).toFixed(1)}
      y={(places[index] ?? 0).toFixed(1)}
      fontSize={11.5}
      fontWeight={600}
      fill={toneColor(tone)}
      {...HALO}
    >
      {words}
    </text>
  ));
}

/** Baseline of an arm's words: beside its line on the side that the line does not go to. */
function wordsTop({ points, broken }: GradientArm, y: Scale, plot: PlotArea): number {
  const finite = points.filter((point) => Number.isFinite(point.y));
  const [first] = finite;
  if (broken.length > 0) return plot.y + 18;
  if (first === undefined || first.x > 1) return plot.y + plot.height - 14;
  const rises = y(finite.at(-1)?.y ?? first.y) < y(first.y) - 12;
  const above = y(first.y) - 11;
  return rises || above < plot.y + 8 ? y(first.y) + 19 : above;
}

function Letters({ arms, x, y, plot }: DrawnProps) {
  const ends = arms.flatMap(({ arm, look, points }) => {
    const end = points.findLast((point) => Number.isFinite(point.y));
    return end === undefined ? [] : [{ arm, tone: look.tone, x: x(end.x), y: y(end.y) }];
  });
  return <EndLetters ends={ends} plot={plot} />;
}
