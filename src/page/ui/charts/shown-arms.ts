/**
 * The arms that a chart shows: the chosen ones, or the first few.
 *
 * @param count how many arms there are
 * @param chosen null for no choice; arms that there are none of (any more) are left out
 */
export function shownArms(count: number, chosen: readonly number[] | null, few: number): readonly number[] {
  const known = chosen?.filter((arm) => arm < count) ?? [];
  return known.length > 0 ? known : Array.from({ length: Math.min(count, few) }, (_, arm) => arm);
}
