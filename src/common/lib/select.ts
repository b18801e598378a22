/**
 * Rearranges a stretch of a list, `low` to `high` inclusive, so that the value of `rank` is where sorting would put it, none larger
 * before it and none smaller after it (Hoare 1961, algorithm 65, FIND).
 *
 * @param list holds no NaN
 */
export function selectInPlace(list: Float32Array, rank: number, low: number, high: number): void {
  while (high > low) {
    const pivot = list[(low + high) >> 1] as number;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((list[left] as number) < pivot) left++;
      while ((list[right] as number) > pivot) right--;
      if (left > right) break;
      const kept = list[left] as number;
      list[left++] = list[right] as number;
      list[right--] = kept;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else return;
  }
}
