import { memo, useId } from 'react';
import { toneColor } from '../../export/palette.ts';
import { armDash, GHOST_LINE } from './arm-style.ts';
import type { GhostCurves } from './curve-model.ts';
import { linePath } from './line-path.ts';
import { PlotClip } from './PlotClip.tsx';
import { useChartScales } from './use-chart-scales.ts';

export interface GhostProps {
  ghosts: readonly GhostCurves[];
  logX: boolean;
  /** Where the y axis starts. */
  floor: number;
}

/**
 * Test curves of pinned runs, in the coordinates of the Recharts chart around. They change only with the axes, so a run that
 * trains does not draw them anew.
 */
export const GhostLines = memo(function GhostLines({ ghosts, logX, floor }: GhostProps) {
  const scales = useChartScales(logX, floor);
  const clip = `clip-ghosts-${useId().replaceAll(/\W/g, '')}`;
  if (scales === null || ghosts.length === 0) return null;
  const { x, y, plot } = scales;
  return (
    <g fill="none" strokeLinejoin="round">
      <PlotClip id={clip} plot={plot} />
      <g clipPath={`url(#${clip})`}>
        {ghosts.flatMap(({ id, name, arms }) =>
          arms.flatMap(({ arm, test }) =>
            test.map(({ place, tone, points }) => (
              <path
                key={`${id} ${arm} ${place}`}
                data-ghost={name}
                d={linePath(points, x, y)}
                stroke={toneColor(tone)}
                strokeDasharray={armDash(arm)}
                {...GHOST_LINE}
              />
            )),
          ),
        )}
      </g>
    </g>
  );
});
