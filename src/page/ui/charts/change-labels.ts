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

/** Labels of changes: where each stands, or null; and a last one that says how many are not written. */
export interface PlacedLabels {
  readonly labels: readonly (PlacedLabel | null)[];
  readonly rest: PlacedLabel | null;
}

interface Wanted {
  readonly place: number;
  readonly text: string;
}

/**
 * Places labels beside their lines, in rows above the plot, each in the lowest row where it does not run into another.
 * The newest come first; they are abbreviated, or left out and counted, where there is no room.
 *
 * @param labels in order of step
 */
export function placeLabels(labels: readonly Wanted[], plot: PlotArea): PlacedLabels {
  for (let most = labels.length; most > 0; most--) {
    const placed = placeNewest(labels, plot, most);
    if (placed !== null) return placed;
  }
  return { labels: labels.map(() => null), rest: null };
}

/** Places at most so many of the newest labels; null when there is then no room left to count the others. */
function placeNewest(labels: readonly Wanted[], plot: PlotArea, most: number): PlacedLabels | null {
  const rows = Math.min(LABEL_ROWS, labels.length);
  const taken: Span[][] = Array.from({ length: rows }, () => []);
  const oldest = labels.length - most;
  const placed = labels.map((): PlacedLabel | null => null);
  for (let index = labels.length - 1; index >= oldest; index--) {
    const label = labels[index];
    placed[index] = label === undefined ? null : placeOne(label, plot, taken);
    if (placed[index] === null && index < labels.length - 1) break;
  }
  const left = placed.filter((label) => label === null).length;
  if (left === 0) return { labels: placed, rest: null };
  const earlier = placed.slice(left).every((label) => label !== null);
  const text = left < placed.length && earlier ? `+${left} earlier` : `+${left} more`;
  const rest = placeOne({ place: plot.x - GAP, text }, plot, taken);
  return rest === null && most > 1 ? null : { labels: placed, rest };
}

function placeOne({ place, text }: Wanted, plot: PlotArea, taken: readonly Span[][]): PlacedLabel | null {
  for (const wording of wordings(text)) {
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
}

/** A label's words, and shorter ones that may stand in for them. */
function wordings(text: string): string[] {
  const short = text.replaceAll('batch normalization', 'BN').replaceAll('learning rate', 'rate');
  const changes = text.split(' · ').length;
  return changes === 1 ? [text, short] : [text, short, `${changes} changes`];
}

function findRoom(place: number, width: number, plot: PlotArea, taken: readonly (readonly Span[])[]) {
  const right: Span = [place + GAP, place + GAP + width];
  const left: Span = [place - GAP - width, place - GAP];
  const fits = right[1] <= plot.x + plot.width + 8;
  if (!fits && left[0] < plot.x) return null;
  const span = fits ? right : left;
  const row = taken.findIndex((spans) => spans.every(([from, to]) => span[1] < from || span[0] > to));
  return row === -1 ? null : { row, span, anchor: fits ? ('start' as const) : ('end' as const) };
}
