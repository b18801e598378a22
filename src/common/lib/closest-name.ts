/** Letters as they are compared: lower case, without what joins words. */
const plain = (name: string): string => name.toLowerCase().replace(/[-_ ]/g, '');

/** Longer names are no misspellings of ours, and comparing them would take long. */
const LONGEST = 40;

/**
 * The name that was probably meant: at most one slip in a short name, two in one of six letters or more. A slip is a
 * letter too many, missing, wrong, or swapped with its neighbor. Null when no name is that close.
 */
export function closestName<Name extends string>(text: string, names: readonly Name[]): Name | null {
  if (text.length > LONGEST) return null;
  const typed = plain(text);
  let best: Name | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const most = Math.min(typed.length, name.length) < 6 ? 1 : 2;
    if (Math.abs(typed.length - name.length) > most) continue;
    const slips = countSlips(typed, plain(name));
    if (slips <= most && slips < fewest && Math.min(typed.length, name.length) > 2)
      [best, fewest] = [name, slips];
  }
  return best;
}

/** The optimal string alignment distance of two words. */
function countSlips(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let slips = Math.min(
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + Number(!isSame),
      );
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && isSwapped) slips = Math.min(slips, at(beforeLast, column - 2) + 1);
      next.push(slips);
    }
    [beforeLast, last] = [last, next];
  }
  return at(last, other.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;
