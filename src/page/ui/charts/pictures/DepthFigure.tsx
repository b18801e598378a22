import { armLetter } from '../../../../common/experiment/arms.ts';
import { formatWhole } from '../../../../common/lib/format.ts';
import { toneColor } from '../../../export/palette.ts';
import type { DepthModel, DepthRow } from '../depth-model.ts';
import { Hatched, HeatFrame } from '../HeatFrame.tsx';
import { HeatLegend } from '../HeatLegend.tsx';
import { heatHeight, heatPlot } from '../heat-layout.ts';
import { stepPlace } from '../heat-steps.ts';

const HEAD = 44;
const NAME = 18;
const GAP = 16;
const LEGEND = 240;
const FOOT = 26;
const MOST_COLUMNS = 4;

/** An image of a map's cells at the size of its plot, as a data URL. */
export type CellImage = (row: DepthRow, map: number, size: { width: number; height: number }) => string;

/** The depth profile as one SVG, for pictures: what the page shows, with images in the place of canvases. */
export function DepthFigure({
  model,
  width,
  shown,
  image,
}: {
  model: DepthModel;
  width: number;
  /** The step that all charts show. */
  shown: number;
  image: CellImage;
}) {
  const { layers, span, rows, hasGaps, stepsDone } = model;
  const count = rows[0]?.maps.length ?? 0;
  const columns = Math.max(1, Math.min(count, MOST_COLUMNS));
  const mapWidth = Math.floor((width - GAP * (columns - 1)) / columns);
  const plot = heatPlot(mapWidth, layers);
  const cellHeight = NAME + heatHeight(plot);
  const rowHeight = HEAD + Math.ceil(count / columns) * cellHeight + 6;
  const reach = Math.min(plot.width, stepPlace(span, stepsDone + 1, plot.width));
  const mark = stepPlace(span, shown, plot.width);
  const marked = mark >= 0 && mark <= plot.width;
  return (
    <svg width={width} height={rows.length * rowHeight + FOOT} aria-hidden="true">
      <g data-drawn="depth">
        {rows.map((row, index) => (
          <g key={row.quantity} transform={`translate(0 ${index * rowHeight})`}>
            <text y={14} fontSize={13} fontWeight={650} fill="var(--ns-ink)">
              {row.title}
            </text>
            <text y={31} fontSize={12} fill="var(--ns-soft)">
              {row.hint}
            </text>
            <g transform={`translate(${width - LEGEND} 6)`}>
              <HeatLegend scale={row.scale} ramp={row.ramp} width={LEGEND} />
            </g>
            {row.maps.map((map, place) => {
              const x = (place % columns) * (mapWidth + GAP);
              const y = HEAD + Math.floor(place / columns) * cellHeight;
              return (
                <g key={map.arm} transform={`translate(${x} ${y})`}>
                  <text y={12} fontSize={12} fill="var(--ns-soft)">
                    <tspan fontWeight={700} fill={toneColor(map.look.tone)}>
                      {armLetter(map.arm)}
                    </tspan>
                    {` ${map.look.name}${divergence(map.divergedAt)}`}
                  </text>
                  <g transform={`translate(0 ${NAME})`}>
                    <HeatFrame plot={plot} span={span} layers={layers} hatched={hasGaps ? reach : 0} />
                    <image {...plot} preserveAspectRatio="none" href={image(row, place, plot)} />
                    {marked && (
                      <path
                        d={`M${(plot.x + mark).toFixed(1)} ${plot.y - 5}V${plot.y + plot.height}`}
                        stroke="var(--ns-ink)"
                        strokeWidth={1.4}
                      />
                    )}
                  </g>
                </g>
              );
            })}
          </g>
        ))}
        <Notes model={model} shown={shown} top={rows.length * rowHeight} />
      </g>
    </svg>
  );
}

const divergence = (step: number | null): string =>
  step === null ? '' : ` · diverged at step ${formatWhole(step)}`;

function Notes({ model, shown, top }: { model: DepthModel; shown: number; top: number }) {
  const linear = model.rows.length < 3 ? ' Linear units neither saturate nor die.' : '';
  return (
    <g transform={`translate(0 ${top})`} fontSize={12} fill="var(--ns-soft)">
      <text
        y={14}
      >{`Layer 1 is next to the pixels. The line marks step ${formatWhole(shown)}.${linear}`}</text>
      {model.hasGaps && (
        <g transform="translate(560 4)">
          <Hatched x={0} y={0} width={22} height={12} />
          <text x={30} y={10}>
            no figure: the arm has diverged, or the figure is not a number
          </text>
        </g>
      )}
    </g>
  );
}
