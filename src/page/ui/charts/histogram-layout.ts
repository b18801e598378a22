/** Height of a pair of mirrored histograms, in pixels. */
export const PAIR_HEIGHT = 76;
/** Height of one histogram that has no mirror image. */
export const SINGLE_HEIGHT = 52;
export const PAIR_GAP = 8;

export const OVERLAY_HEIGHT = 78;
/** Names of arms in a line above overlaid histograms, and what each takes. */
const NAMES_A_LINE = 4;
const NAME_WIDTH = 34;
const NAME_LINE = 13;

/** Height of the mirrored histograms of so many arms. */
export function mirrorHeight(arms: number): number {
  const pairs = Math.floor(arms / 2);
  const rows = pairs + (arms % 2);
  return pairs * PAIR_HEIGHT + (arms % 2) * SINGLE_HEIGHT + Math.max(0, rows - 1) * PAIR_GAP;
}

/** What the names of so many arms take above overlaid histograms. */
export const namesHeight = (arms: number): number => Math.ceil(arms / NAMES_A_LINE) * NAME_LINE;

export const overlayHeight = (arms: number): number => namesHeight(arms) + OVERLAY_HEIGHT;

/** Where the name of an arm stands, by its place among those shown: its left end and its baseline. */
export const namePlace = (index: number): readonly [x: number, y: number] => [
  (index % NAMES_A_LINE) * NAME_WIDTH,
  Math.floor(index / NAMES_A_LINE) * NAME_LINE + 9,
];
