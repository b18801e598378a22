import type { PlotArea } from './plot-area.ts';

/** Pixels around the plot in which a line along its edge is still drawn whole. */
const MARGIN = 2;

/** Cuts lines off at the plot's edge. */
export function PlotClip({ id, plot }: { id: string; plot: PlotArea }) {
  return (
    <clipPath id={id}>
      <rect
        x={plot.x - MARGIN}
        y={plot.y - MARGIN}
        width={plot.width + 2 * MARGIN}
        height={plot.height + 2 * MARGIN}
      />
    </clipPath>
  );
}
