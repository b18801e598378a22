import { useElementSize } from '@mantine/hooks';
import { memo } from 'react';
import type { ArmConfig } from '../../../common/experiment/config.ts';

const ROWS = [0, 1, 2, 3, 4];
const EDGE = 10;

interface NetSketchProps {
  arm: ArmConfig;
  /** Hidden layers. */
  depth: number;
  /** Pixels. */
  height: number;
  label: string;
}

/** A network drawn: pixels in, a column of units for each hidden layer, ten classes out; a bar where BN stands. */
export const NetSketch = memo(function NetSketch({ arm, depth, height, label }: NetSketchProps) {
  const { ref, width } = useElementSize();
  const columns = depth + 2;
  const gap = (Math.max(width, 1) - 2 * EDGE) / (columns - 1);
  const x = (column: number) => EDGE + column * gap;
  const y = (row: number) => EDGE + (row * (height - 2 * EDGE)) / (ROWS.length - 1);
  const hidden = Array.from({ length: depth }, (_, layer) => layer + 1);
  const radius = Math.max(1.6, Math.min(3.6, gap / 6));
  return (
    <div ref={ref} className="ns-sketch" data-bn={arm.bn}>
      <svg width={width} height={height} role="img" aria-label={label}>
        <path className="ns-wires" d={wires(columns, x, y)} />
        {arm.bn &&
          hidden.map((layer) => (
            <rect
              key={layer}
              className="ns-bn-bar"
              x={x(layer) - gap * 0.42 - 1.5}
              y={EDGE - 5}
              width={Math.max(2, Math.min(5, gap / 7))}
              height={height - 2 * EDGE + 10}
              rx={2}
            />
          ))}
        {Array.from({ length: columns }, (_, column) => x(column)).map((at, column) => (
          <g key={at} className={column === 0 || column === columns - 1 ? 'ns-end-units' : 'ns-units'}>
            {ROWS.map((row) => (
              <circle key={row} cx={at} cy={y(row)} r={radius} />
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
});

/** Every unit to every unit of the next column. */
function wires(columns: number, x: (column: number) => number, y: (row: number) => number): string {
  const lines: string[] = [];
  for (let column = 1; column < columns; column++) {
    for (const from of ROWS) {
      for (const to of ROWS) {
        lines.push(
          `M${x(column - 1).toFixed(1)} ${y(from).toFixed(1)}L${x(column).toFixed(1)} ${y(to).toFixed(1)}`,
        );
      }
    }
  }
  return lines.join('');
}
