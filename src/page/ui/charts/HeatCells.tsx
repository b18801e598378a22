import { memo, useEffect, useRef } from 'react';
import type { ColorScale, Ramp } from './color-scale.ts';
import styles from './Depth.module.css';
import { drawCells, paintCells } from './heat-cells.ts';
import { columnsOf, type StepSpan } from './heat-steps.ts';
import type { PlotArea } from './plot-area.ts';

/** What the cells of a heat map show. */
export interface HeatData {
  /** Steps of the snapshots, rising. */
  readonly steps: readonly number[];
  readonly span: StepSpan;
  readonly stepsDone: number;
  readonly layers: number;
  /** [snapshots][layers]. */
  readonly figures: readonly (Float64Array | null)[];
  readonly scale: ColorScale;
  readonly ramp: Ramp;
}

/** The cells, a column a pixel of the screen; drawn in the next frame, however often they change before it. */
export const HeatCells = memo(function HeatCells({ data, plot }: { data: HeatData; plot: PlotArea }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const canvas = ref.current;
      if (canvas === null) return;
      const pixels = Math.max(1, Math.round(plot.width * devicePixelRatio));
      const columns = columnsOf(data.steps, data.span, data.stepsDone, pixels);
      drawCells(canvas, paintCells(columns, data.figures, data.layers, data.scale, data.ramp), data.layers);
    });
    return () => cancelAnimationFrame(frame);
  }, [data, plot]);
  const { x: left, y: top, width, height } = plot;
  return <canvas ref={ref} className={styles['cells']} style={{ left, top, width, height }} />;
});
