import { LABEL_ROW, LABEL_ROWS } from './curve-axes.ts';
import type { PlotArea } from './plot-area.ts';

/** Where a label stands, in SVG text coordinates, and what it says there. */
export interface PlacedLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

type Span = readonly [from: number, to: number];

const GAP = 5;
/** Average width of a character, in pixels, at the size used. */
const CHARACTER = 5.9;

/**
 * Places labels beside their lines, in rows above the plot, each in the lowest row where it does not
 * run into another; abbreviated, or null, where there is no room.
 */
export function placeLabels(
  labels: readonly { place: number; text: string }[],
  plot: PlotArea,
): readonly (PlacedLabel | null)[] {
  const taken: Span[][] = Array.from({ length: LABEL_ROWS }, () => []);
  return labels.map(({ place, text }) => {
    for (const wording of [text, abbreviated(text)]) {
      const found = findRoom(place, wording.length * CHARACTER, plot, taken);
      if (found === null) continue;
      taken[found.row]?.push(found.span);
      return {
        text: wording,
        x: found.anchor === 'start' ? found.span[0] : found.span[1],
        y: plot.y - 5 - found.row * LABEL_ROW,
        anchor: found.anchor,
      };
    }
    return null;
  });
}

const abbreviated = (text: string): string =>
  text.replaceAll('batch normalization', 'BN').replaceAll('learning rate', 'rate');

function findRoom(place: number, width: number, plot: PlotArea, taken: readonly (readonly Span[])[]) {
  const right: Span = [place + GAP, place + GAP + width];
  const left: Span = [place - GAP - width, place - GAP];
  const fits = right[1] <= plot.x + plot.width + 8;
  if (!fits && left[0] < plot.x) return null;
  const span = fits ? right : left;
  const row = taken.findIndex((spans) => spans.every(([from, to]) => span[1] < from || span[0] > to));
  return row === -1 ? null : { row, span, anchor: fits ? ('start' as const) : ('end' as const) };
}
