import { median } from '../../bench/report/median.ts';
import { formatShortPercent } from '../../src/common/lib/format.ts';
import { type Quantity, quantities } from './quantities.ts';
import type { Sample } from './sample.ts';
import { type Trend, trendOf } from './trend.ts';

/** What was found of one quantity; numbers are in its unit, and null where it was not judged. */
export interface Verdict {
  readonly key: string;
  readonly label: string;
  readonly unit: Quantity['unit'];
  readonly state: 'flat' | 'growing' | 'falling' | 'not judged';
  readonly words: string;
  /** From when on it was judged, in milliseconds since the first step. */
  readonly fromMs: number;
  readonly median: number | null;
  /** What the trend comes to over the time that was judged, and how much it may be. */
  readonly growth: number | null;
  readonly limit: number | null;
  /** By the millisecond. */
  readonly trend: Trend | null;
  readonly reason: string;
}

/** Until then caches, compiled code and buffers fill. */
const WARM_UP = { share: 0.2, leastMs: 60_000 };
/** Fewer samples make no trend. */
const FEWEST = 6;
/** Noise alone makes as much of a trend once in a hundred times. */
const SURE = 2.33;

/** What is found of every quantity. @param arms the number of networks that train side by side */
export const judgeSoak = (samples: readonly Sample[], arms: number): Verdict[] =>
  quantities.map((quantity) => judge(quantity, samples, arms));

export const isFlat = (verdicts: readonly Verdict[]): boolean =>
  verdicts.every(({ state }) => state === 'flat' || state === 'not judged');

/** @returns a verdict in words; a trend counts when it is sure and more than its limit */
export function judge(quantity: Quantity, samples: readonly Sample[], arms: number): Verdict {
  const fromMs = Math.max(WARM_UP.leastMs, WARM_UP.share * (samples.at(-1)?.atMs ?? 0));
  const known = samples.filter((sample) => quantity.of(sample) !== null);
  const watched = known.filter(({ atMs }) => atMs >= fromMs);
  const { key, label, unit, reason } = quantity;
  const base = { key, label, unit, reason, fromMs, median: null, growth: null, limit: null, trend: null };
  const unjudged = (words: string): Verdict => ({ ...base, state: 'not judged', words });
  if (known.length === 0) return unjudged(`Not measured: ${quantity.absent}`);
  if (watched.length < FEWEST) {
    return unjudged(`Not judged: ${watched.length} samples after the warm-up, and ${FEWEST} are needed.`);
  }
  const points = watched.map((sample) => ({ x: sample.atMs, y: quantity.of(sample) ?? 0 }));
  const middle = median(points.map(({ y }) => y));
  const trend = trendOf(points);
  const lengthMs = (watched.at(-1)?.atMs ?? 0) - (watched[0]?.atMs ?? 0);
  const growth = trend.slope * lengthMs;
  const found = { ...base, median: middle, growth, trend };
  if (quantity.most !== null) return { ...found, ...judgeBound(quantity, known, quantity.most), limit: null };
  const limit =
    Math.max(quantity.share * middle, quantity.least) + Math.max(0, quantity.byDesign(watched, arms));
  const sign = quantity.badWay === 'up' ? 1 : -1;
  const isBad = sign * growth > limit && sign * trend.z > SURE;
  const state = !isBad ? 'flat' : quantity.badWay === 'up' ? 'growing' : 'falling';
  const room = `${amount(limit, unit)} ${quantity.badWay === 'up' ? 'more' : 'less'} would pass`;
  return { ...found, limit, state, words: `${moved(growth, middle, unit, lengthMs)}; ${room}.` };
}

function judgeBound(
  quantity: Quantity,
  known: readonly Sample[],
  most: number,
): Pick<Verdict, 'state' | 'words'> {
  const highest = Math.max(...known.map((sample) => quantity.of(sample) ?? 0));
  const words = `${amount(highest, quantity.unit)} at most; its bound is ${amount(most, quantity.unit)}.`;
  return { state: highest <= most ? 'flat' : 'growing', words };
}

function moved(growth: number, middle: number, unit: Quantity['unit'], lengthMs: number): string {
  const share = middle === 0 ? '' : ` (${formatShortPercent(Math.abs(growth) / middle)})`;
  const way = growth > 0 ? 'Up' : 'Down';
  const minutes = Number((lengthMs / 60_000).toFixed(1));
  return growth === 0
    ? `The same for ${minutes} min`
    : `${way} ${amount(Math.abs(growth), unit)}${share} in ${minutes} min`;
}

/** A number with its unit: 12.3 MB. */
export function amount(value: number, unit: Quantity['unit']): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const text = Number(value.toFixed(digits)).toLocaleString('en-US', { maximumFractionDigits: 2 });
  return unit === '' ? text : `${text}\u202f${unit}`;
}
