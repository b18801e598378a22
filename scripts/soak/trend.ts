import { median } from '../../bench/report/median.ts';

/** A value at a time. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A straight line through points, and how surely it goes up or down. */
export interface Trend {
  /** y by x. */
  readonly slope: number;
  /** y at x = 0. */
  readonly intercept: number;
  /** Beyond about 2.3 either way, noise alone would come to it once in a hundred times. */
  readonly z: number;
}

/**
 * The trend of some points after Theil and Sen, which a few outliers do not move: the middle slope of all pairs. How sure it is
 * comes from Mann's and Kendall's test, which counts the pairs that rise and those that fall.
 *
 * @param points at least two, with x increasing
 */
export function trendOf(points: readonly Point[]): Trend {
  const slopes: number[] = [];
  let balance = 0;
  points.forEach((to, index) => {
    for (const from of points.slice(0, index)) {
      slopes.push((to.y - from.y) / (to.x - from.x));
      balance += Math.sign(to.y - from.y);
    }
  });
  const slope = median(slopes);
  const intercept = median(points.map(({ x, y }) => y - slope * x));
  const spread = Math.sqrt(balanceVariance(points));
  return { slope, intercept, z: spread === 0 ? 0 : (balance - Math.sign(balance)) / spread };
}

/** The variance of rising less falling pairs where there is no trend; equal values tell less. */
function balanceVariance(points: readonly Point[]): number {
  const counts = new Map<number, number>();
  for (const { y } of points) counts.set(y, (counts.get(y) ?? 0) + 1);
  const term = (n: number) => n * (n - 1) * (2 * n + 5);
  const equal = [...counts.values()].reduce((sum, count) => sum + term(count), 0);
  return (term(points.length) - equal) / 18;
}
