import styles from './Depth.module.css';
import type { PlotArea } from './plot-area.ts';

/** The narrowest outline of a cell that can be seen. */
const NARROWEST = 7;

/**
 * Marks on a heat map: a line at the shown step, and, where a layer is pointed at, its cell with its figure.
 *
 * @param left pixels at which the shown cell starts, and ends
 */
export function HeatMarks({
  plot,
  layers,
  layer,
  left,
  right,
  figure,
  place,
}: {
  plot: PlotArea;
  layers: number;
  layer: number | null;
  left: number;
  right: number;
  /** The cell's figure in words, and which cell it is; null where that need not be said. */
  figure: string | null;
  place: string | null;
}) {
  const row = plot.height / layers;
  const top = layer === null ? 0 : (layers - layer) * row;
  const width = Math.max(NARROWEST, right - left);
  const side = left < plot.width / 2 ? { left: left + width + 6 } : { right: plot.width - left + 6 };
  const line = `M${left.toFixed(1)} 0V${plot.height}`;
  return (
    <>
      <svg className={styles['marks']} width={plot.width} height={plot.height} aria-hidden="true">
        <path d={line} stroke="var(--ns-card)" strokeWidth={3.5} strokeOpacity={0.85} />
        <path d={line} stroke="var(--ns-ink)" strokeWidth={1.5} data-shown-step />
        <path
          d={`M${(left - 5).toFixed(1)} -7h10l-5 6Z`}
          fill="var(--ns-ink)"
          stroke="var(--ns-card)"
          strokeWidth={1.2}
        />
        {layer !== null && (
          <g fill="none">
            <rect x={left} y={top} width={width} height={row} stroke="var(--ns-card)" strokeWidth={4} />
            <rect x={left} y={top} width={width} height={row} stroke="var(--ns-ink)" strokeWidth={1.6} />
          </g>
        )}
      </svg>
      {figure !== null && (
        <div className={styles['tag']} style={{ top: top + row / 2, ...side }} aria-hidden="true">
          {place !== null && <span>{place}</span>}
          {figure}
        </div>
      )}
    </>
  );
}
