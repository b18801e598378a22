import { Units } from './DenseColumns.tsx';
import { EDGE, type SketchFrame } from './sketch-frame.ts';
import { type SketchedBlock, type SketchedNet, sketchedBlocks } from './sketch-layout.ts';

const RADIUS = 3;
/** How far a map stands out behind the one before it, in pixels. */
const BEHIND = 2.5;

/** A convolutional net: for each block its feature maps one behind the other, smaller from block to block. */
export function ConvColumns({ net, frame }: { net: SketchedNet; frame: SketchFrame }) {
  const { columns, x } = frame;
  const blocks = sketchedBlocks(net);
  const stacks = [{ maps: 1, size: 1 }, ...blocks].map((block, column) => stackAt(frame, block, x(column)));
  return (
    <>
      <path className="ns-cones" d={cones(stacks, x(columns - 1), frame.height)} />
      {stacks.map((stack, column) => (
        <g key={stack.middle} className={column === 0 ? 'ns-image' : 'ns-maps'}>
          {stack.maps.map(([left, top]) => (
            <rect key={left} x={left} y={top} width={stack.side} height={stack.side} rx={1} />
          ))}
        </g>
      ))}
      <Units frame={frame} column={columns - 1} radius={RADIUS} isEnd />
    </>
  );
}

interface Stack {
  readonly middle: number;
  readonly side: number;
  /** Corners of the maps, the hindmost first. */
  readonly maps: readonly (readonly [number, number])[];
  readonly top: number;
  readonly bottom: number;
}

/** The image stands right of its place, which is the sketch's edge; blocks stand around theirs. */
function stackAt({ gap, height }: SketchFrame, { maps, size }: SketchedBlock, x: number): Stack {
  const room = Math.min(height - 2 * EDGE, gap * 0.8);
  const side = Math.max(5, size * room * 0.8);
  const spread = BEHIND * (maps - 1);
  const middle = size === 1 ? x + side / 2 - EDGE / 2 : x;
  const [left, top] = [middle - (side + spread) / 2, (height - side - spread) / 2];
  return {
    middle,
    side,
    top,
    bottom: top + side + spread,
    maps: Array.from({ length: maps }, (_, map) => {
      const shift = BEHIND * (maps - 1 - map);
      return [left + shift, top + spread - shift] as const;
    }),
  };
}

/** From each stack to the next, and from the last one to the classes: what the filters read. */
function cones(stacks: readonly Stack[], classesAt: number, height: number): string {
  const ends = [...stacks, { middle: classesAt, top: EDGE, bottom: height - EDGE }];
  return ends
    .slice(1)
    .map((to, index) => {
      const from = ends[index] ?? to;
      return `${at(from.middle, from.top)}L${at(to.middle, to.top)}L${at(to.middle, to.bottom)}L${at(from.middle, from.bottom)}Z`;
    })
    .map((path) => `M${path}`)
    .join('');
}

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
