import { memo, useId } from 'react';
import { formatWhole } from '../../../common/lib/format.ts';
import { AXIS_LINE, CAPTION, TICK } from './axis-look.ts';
import { type StepSpan, stepPlace, stepTicks } from './heat-steps.ts';
import { layerTicks } from './layer-ticks.ts';
import type { PlotArea } from './plot-area.ts';

/** Pixels that a layer's label needs. */
const LABEL_ROOM = 12;

/** A label so close to the right edge ends there, which is so far right of the cells. */
const END_ROOM = 18;
const EDGE = 8;

/**
 * Axes and ground of a heat map: layers upwards, steps to the right.
 *
 * @param hatched pixels from the left that are hatched: they show where cells are clear, for want of a figure
 */
export const HeatFrame = memo(function HeatFrame({
  plot,
  span,
  layers,
  hatched,
}: {
  plot: PlotArea;
  span: StepSpan;
  layers: number;
  hatched: number;
}) {
  const row = plot.height / layers;
  const foot = plot.y + plot.height;
  const edge = plot.x + plot.width + EDGE;
  return (
    <g>
      <rect {...plot} fill="var(--ns-hair)" />
      {hatched > 0 && <Hatched x={plot.x} y={plot.y} width={hatched} height={plot.height} />}
      <text x={0} y={11} {...CAPTION}>
        layer
      </text>
      {layerTicks(layers, plot.height, LABEL_ROOM).map((layer) => (
        <text
          key={layer}
          x={plot.x - 6}
          y={plot.y + (layers - layer + 0.5) * row + 4}
          textAnchor="end"
          fill={TICK.fill}
          fontSize={10.5}
        >
          {layer}
        </text>
      ))}
      {stepTicks(span, plot.width).map((step) => {
        const x = plot.x + stepPlace(span, step, plot.width);
        return (
          <g key={step}>
            <path d={`M${x.toFixed(1)} ${foot}v4`} {...AXIS_LINE} />
            <text
              x={Math.min(x, edge).toFixed(1)}
              y={foot + 15}
              textAnchor={x > edge - END_ROOM ? 'end' : 'middle'}
              {...TICK}
            >
              {formatWhole(step)}
            </text>
          </g>
        );
      })}
      <text x={plot.x + plot.width / 2} y={foot + 30} textAnchor="middle" {...CAPTION}>
        training step
      </text>
    </g>
  );
});

/** Says that there is no figure. */
export function Hatched(area: PlotArea) {
  const id = `hatch-${useId().replaceAll(/\W/g, '')}`;
  return (
    <>
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={6} height={6} fill="var(--ns-line)" />
        <rect width={1.6} height={6} fill="var(--ns-faint)" fillOpacity={0.55} />
      </pattern>
      <rect {...area} fill={`url(#${id})`} />
    </>
  );
}
