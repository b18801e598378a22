import { EDGE, type SketchFrame } from './sketch-frame.ts';

const ROWS = [0, 1, 2, 3, 4];

/** A dense net: a column of units for each layer, each unit wired to every unit of the next column. */
export function DenseColumns({ frame }: { frame: SketchFrame }) {
  const { columns, gap } = frame;
  const radius = Math.max(1.6, Math.min(3.6, gap / 6));
  return (
    <>
      <path className="ns-wires" d={wires(frame)} />
      {Array.from({ length: columns }, (_, column) => frame.x(column)).map((at, column) => (
        <Units
          key={at}
          frame={frame}
          column={column}
          radius={radius}
          isEnd={column === 0 || column === columns - 1}
        />
      ))}
    </>
  );
}

/** A column of units. */
export function Units({
  frame,
  column,
  radius,
  isEnd,
}: {
  frame: SketchFrame;
  column: number;
  radius: number;
  isEnd: boolean;
}) {
  return (
    <g className={isEnd ? 'ns-end-units' : 'ns-units'}>
      {ROWS.map((row) => (
        <circle key={row} cx={frame.x(column)} cy={rowAt(frame, row)} r={radius} />
      ))}
    </g>
  );
}

const rowAt = ({ height }: SketchFrame, row: number): number =>
  EDGE + (row * (height - 2 * EDGE)) / (ROWS.length - 1);

/** Every unit to every unit of the next column. */
function wires(frame: SketchFrame): string {
  const { columns, x } = frame;
  const lines: string[] = [];
  for (let column = 1; column < columns; column++) {
    for (const from of ROWS) {
      for (const to of ROWS) {
        lines.push(
          `M${x(column - 1).toFixed(1)} ${rowAt(frame, from).toFixed(1)}L${x(column).toFixed(1)} ${rowAt(frame, to).toFixed(1)}`,
        );
      }
    }
  }
  return lines.join('');
}
