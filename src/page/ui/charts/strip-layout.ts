import type { ArmTone } from '../../../common/experiment/arm-look.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import type { TimePlot, TimeStrip } from './layer-time.ts';

const FEW = 2;
const GAP = 6;
const AXIS = 15;

export const stripHeight = (strips: number): number => (strips <= FEW ? 48 : 38);

/** Height of all strips of a card, the axis of steps below them included. */
export const stripsHeight = (strips: number): number =>
  strips * stripHeight(strips) + Math.max(0, strips - 1) * GAP + AXIS;

export const stripTop = (index: number, strips: number): number => index * (stripHeight(strips) + GAP);

/** A word over the strips: where its baseline starts, or ends. */
export interface StripText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** The arm's colour, or the soft one of axes. */
  readonly tone: ArmTone | 'faint';
  readonly weight: number;
}

/** The ends of each strip's axis of values and the letter of its arm; below, the axis of steps. */
export function stripTexts({ strips, steps }: TimePlot, width: number): readonly StripText[] {
  const height = stripHeight(strips.length);
  const base = stripsHeight(strips.length) - 3;
  const axis = { y: base, tone: 'faint', weight: 400 } as const;
  return [
    ...strips.flatMap((strip, index) => textsOf(strip, stripTop(index, strips.length), height, width)),
    { ...axis, text: formatWhole(steps[0]), x: 0, anchor: 'start' },
    { ...axis, text: 'training step', x: width / 2, anchor: 'middle' },
    { ...axis, text: formatWhole(steps[1]), x: width, anchor: 'end' },
  ];
}

function textsOf(strip: TimeStrip, top: number, height: number, width: number): StripText[] {
  const { axis, letter, tone } = strip;
  const soft = { x: 2, anchor: 'start', tone: 'faint', weight: 400 } as const;
  const ends = [
    { ...soft, text: axis.max, y: top + 10 },
    { ...soft, text: axis.mid, y: top + height / 2 + 3.5 },
    { ...soft, text: axis.min, y: top + height - 3 },
  ];
  return [
    ...ends.filter(({ text }) => text !== ''),
    { text: letter, x: width - 6, y: top + 10, anchor: 'end', tone, weight: 700 },
  ];
}
