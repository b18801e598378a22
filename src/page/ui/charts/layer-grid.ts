const GAP = 10;
const NARROWEST = 188;
const MOST_COLUMNS = 5;
/** Inside a card, left and right, its border included. */
export const CELL_PADDING = 11;

/** How many cards stand in a row: five where there is room, never fewer than two. */
export function columnsFor(width: number, cards: number): number {
  const fitting = Math.floor((width + GAP) / (NARROWEST + GAP));
  return Math.max(2, Math.min(MOST_COLUMNS, fitting, cards));
}

/** Width of a card, in whole pixels. */
export const cellWidth = (width: number, columns: number): number =>
  Math.floor((width - GAP * (columns - 1)) / columns);
