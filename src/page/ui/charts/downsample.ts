import { at, type Numbers, type Series } from '../../../common/lib/series.ts';
import { createSmoother } from './smoothing.ts';

/** A point of a curve, in the chart's own units: a training step and a figure; y is NaN where the curve has a gap. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DownsamplingOptions {
  /** At most this many buckets, each of which gives one or two points. */
  readonly limit: number;
  /** Steps of a bucket to begin with, a power of two; more when the limit asks for it. Only with even spacing. */
  readonly width?: number;
  /** `even` gives buckets of equally many steps; `log` buckets of equal width on a logarithmic axis. */
  readonly spacing: 'even' | 'log';
  /** Weight of the running mean taken first; 0 for none. See `createSmoother`. */
  readonly smoothing: number;
}

/** The smallest and the largest finite value of the steps of a bucket. */
interface Bucket {
  key: number;
  /** The first step, which has a place also where no value is finite. */
  readonly step: number;
  low: Point | null;
  high: Point | null;
}

/** Decades that a logarithmic axis can span: runs have at most a million steps. */
const DECADES = 6;

/**
 * Makes a function from a curve's columns to its envelope: of each bucket the smallest and the largest value at their own steps, so
 * that a spike of one step stays, and the first and the last point. Buckets begin at the same steps however long the run gets,
 * so what was drawn stays where it is. It remembers what it has read of a series that grows, so that a call costs what was added
 * and not the length of the run; another series starts it afresh.
 */
export function createDownsampler(
  options: DownsamplingOptions,
): (steps: Series, values: Series) => readonly Point[] {
  let state = emptyState(options);
  return (steps, values) => {
    const same = state.storage === values.storage && state.read <= values.length;
    if (!same) state = { ...emptyState(options), storage: values.storage };
    while (state.read < values.length) {
      add(state, at(steps, state.read), state.smooth(at(values, state.read)), options);
      state.read++;
    }
    return envelope(state);
  };
}

/**
 * Keeps at most `limit` of the points: the first, the last, and of each bucket of equally many its first point, or, where there is
 * a value to look at, its smallest, its largest and one that is not finite. Buckets are powers of two and begin at the same points
 * however many there are, so that what was kept stays until their width doubles.
 */
export function thinned<P>(
  points: readonly P[],
  limit: number,
  figureOf?: (point: P) => number,
): readonly P[] {
  if (points.length <= limit) return points;
  const most = Math.max(1, Math.floor((limit - 2) / (figureOf === undefined ? 1 : 3)));
  const width = 2 ** Math.ceil(Math.log2(points.length / most));
  const kept = new Set([0, points.length - 1]);
  for (let start = 0; start < points.length; start += width) {
    const bucket = points.slice(start, start + width);
    for (const index of figureOf === undefined ? [0] : extremes(bucket.map(figureOf)))
      kept.add(start + index);
  }
  return points.filter((_, index) => kept.has(index));
}

/** Places of the smallest and the largest value, and of the first that is not finite. */
function extremes(values: readonly number[]): number[] {
  let [low, high, gap] = [-1, -1, -1];
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) gap = gap === -1 ? index : gap;
    else {
      if (low === -1 || value < (values[low] ?? 0)) low = index;
      if (high === -1 || value > (values[high] ?? 0)) high = index;
    }
  }
  return [low, high, gap].filter((index) => index !== -1);
}

interface State {
  storage: Numbers | null;
  read: number;
  first: Point | null;
  last: Point | null;
  /** Steps a bucket, a power of two, when spacing is even. */
  width: number;
  buckets: Bucket[];
  smooth: (value: number) => number;
}

const emptyState = ({ smoothing, width = 1 }: DownsamplingOptions): State => ({
  storage: null,
  read: 0,
  first: null,
  last: null,
  width,
  buckets: [],
  smooth: createSmoother(smoothing),
});

function add(state: State, step: number, value: number, { limit, spacing }: DownsamplingOptions): void {
  const key = spacing === 'even' ? Math.floor(step / state.width) : logKey(step, limit);
  const point = { x: step, y: value };
  state.first ??= point;
  state.last = point;
  let bucket = state.buckets.at(-1);
  if (bucket === undefined || bucket.key !== key) {
    bucket = { key, step, low: null, high: null };
    state.buckets.push(bucket);
  }
  if (Number.isFinite(value)) {
    bucket.low = lower(bucket.low, point);
    bucket.high = higher(bucket.high, point);
  }
  if (spacing === 'even' && state.buckets.length > limit) halve(state);
}

const logKey = (step: number, limit: number): number =>
  Math.floor((Math.log10(Math.max(1, step)) / DECADES) * (limit - 1));

/** Joins buckets two by two, so that the next limit is reached after twice as many steps. */
function halve(state: State): void {
  state.width *= 2;
  const joined: Bucket[] = [];
  for (const bucket of state.buckets) {
    const key = Math.floor(bucket.key / 2);
    const before = joined.at(-1);
    if (before?.key === key) {
      before.low = lower(before.low, bucket.low);
      before.high = higher(before.high, bucket.high);
    } else joined.push({ ...bucket, key });
  }
  state.buckets = joined;
}

const lower = (one: Point | null, other: Point | null): Point | null =>
  one === null || (other !== null && other.y < one.y) ? other : one;
const higher = (one: Point | null, other: Point | null): Point | null =>
  one === null || (other !== null && other.y > one.y) ? other : one;

function envelope({ buckets, first, last }: State): readonly Point[] {
  const inner = buckets.flatMap(({ high, low, step }): readonly Point[] => {
    if (low === null || high === null) return [{ x: step, y: Number.NaN }];
    if (low.x === high.x) return [low];
    return low.x < high.x ? [low, high] : [high, low];
  });
  const [start, end] = [inner[0], inner.at(-1)];
  return [
    ...(first !== null && start !== undefined && first.x < start.x ? [first] : []),
    ...inner,
    ...(last !== null && end !== undefined && last.x > end.x ? [last] : []),
  ];
}
