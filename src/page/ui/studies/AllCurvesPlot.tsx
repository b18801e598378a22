import { memo, useMemo } from 'react';
import { formatCompact, formatShortPercent } from '../../../common/lib/format.ts';
import { toneColor } from '../../export/palette.ts';
import { armDash } from '../charts/arm-style.ts';
import { HALO } from '../charts/axis-look.ts';
import { stepAxis, stepTickText } from '../charts/curve-axes.ts';
import { linePath } from '../charts/line-path.ts';
import { PlotFrame } from '../charts/PlotFrame.tsx';
import {
  ACCURACY,
  type LadderPlotProps,
  LadderViewContext,
  ladderPlotArea,
  useLadderDrawing,
} from './use-ladder-drawing.ts';

/** Training accuracy over steps of every network, thin; the one that is looked at is bold. */
export const AllCurvesPlot = memo(function AllCurvesPlot({ model, look, width, height }: LadderPlotProps) {
  const { steps } = model;
  const frame = useMemo(() => {
    const plot = ladderPlotArea(width, height);
    return (
      <PlotFrame
        width={width}
        height={height}
        plot={plot}
        x={{
          axis: stepAxis({ logX: false, endStep: steps }, plot.width),
          name: 'training step',
          text: stepTickText,
        }}
        y={{
          axis: ACCURACY,
          name: 'training accuracy (means over some batches)',
          text: formatShortPercent,
        }}
      >
        <AllCurves />
      </PlotFrame>
    );
  }, [steps, width, height]);
  return <LadderViewContext value={{ model, look }}>{frame}</LadderViewContext>;
});

function AllCurves() {
  const drawing = useLadderDrawing();
  if (drawing === null) return null;
  const { look, model, x, y } = drawing;
  const looked = look === null ? undefined : model.arms[look.row];
  const curve = look === null ? undefined : looked?.curves[look.column];
  const end = curve?.at(-1);
  return (
    <g data-drawn="ladder-curves" fill="none" strokeLinejoin="round">
      {model.arms.map(({ curves, row, tone }) => (
        <g key={row} stroke={toneColor(tone)} strokeDasharray={armDash(row)}>
          {curves.map((points, column) => (
            <path
              key={model.rates[column]}
              d={linePath(points, x, y)}
              strokeWidth={1.1}
              strokeOpacity={
                (0.3 + (0.6 * column) / Math.max(1, model.rates.length - 1)) * (look === null ? 1 : 0.45)
              }
            />
          ))}
        </g>
      ))}
      {looked !== undefined && curve !== undefined && end !== undefined && (
        <>
          <path d={linePath(curve, x, y)} stroke={toneColor(looked.tone)} strokeWidth={2.8} />
          <text
            x={x(end.x).toFixed(1)}
            y={(y(end.y) - 9).toFixed(1)}
            textAnchor="end"
            fontSize={11.5}
            fontWeight={650}
            fill={toneColor(looked.tone)}
            {...HALO}
          >
            rate {formatCompact(model.rates[look?.column ?? 0] ?? 0)}
          </text>
        </>
      )}
    </g>
  );
}
