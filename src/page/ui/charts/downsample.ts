import { at, type Series } from '../../../common/lib/series.ts';
import { createSmoother } from './smoothing.ts';

/** A point of a curve, in the chart's own units: a training step and a figure; y is NaN where the curve has a gap. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DownsamplingOptions {
  /** At most this many points come out. */
  readonly limit: number;
  /** Steps of a bucket to begin with, a power of two; more when the limit asks for it. Only with even spacing. */
  readonly width?: number;
  /** `even` gives buckets of equally many steps; `log` buckets of equal width on a logarithmic axis. */
  readonly spacing: 'even' | 'log';
  /** Weight of the running mean taken first; 0 for none. See `createSmoother`. */
  readonly smoothing: number;
}

/** The sums of a bucket: steps and values kept apart, because a value that is not finite has a step all the same. */
interface Bucket {
  key: number;
  steps: number;
  stepSum: number;
  finite: number;
  valueSum: number;
}

/** Decades that a logarithmic axis can span: runs have at most a million steps. */
const DECADES = 6;

/**
 * Makes a function from a curve's columns to the means of its buckets. It remembers what it has read of a series that
 * grows, so that a call costs what was added and not the length of the run; another series starts it afresh.
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
    return state.buckets.map(toPoint);
  };
}

/** Keeps at most `limit` of the points: every so many, and always the last. */
export function thinned<P>(points: readonly P[], limit: number): readonly P[] {
  if (points.length <= limit) return points;
  const stride = Math.ceil((points.length - 1) / (limit - 1));
  const end = points.length - 1;
  return points.filter((_, index) => (end - index) % stride === 0);
}

interface State {
  storage: Float64Array | null;
  read: number;
  /** Steps a bucket, a power of two, when spacing is even. */
  width: number;
  buckets: Bucket[];
  smooth: (value: number) => number;
}

const emptyState = ({ smoothing, width = 1 }: DownsamplingOptions): State => ({
  storage: null,
  read: 0,
  width,
  buckets: [],
  smooth: createSmoother(smoothing),
});

function add(state: State, step: number, value: number, { limit, spacing }: DownsamplingOptions): void {
  const key = spacing === 'even' ? Math.floor(step / state.width) : logKey(step, limit);
  let bucket = state.buckets.at(-1);
  if (bucket === undefined || bucket.key !== key) {
    bucket = { key, steps: 0, stepSum: 0, finite: 0, valueSum: 0 };
    state.buckets.push(bucket);
  }
  bucket.steps++;
  bucket.stepSum += step;
  if (Number.isFinite(value)) {
    bucket.finite++;
    bucket.valueSum += value;
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
      before.steps += bucket.steps;
      before.stepSum += bucket.stepSum;
      before.finite += bucket.finite;
      before.valueSum += bucket.valueSum;
    } else joined.push({ ...bucket, key });
  }
  state.buckets = joined;
}

const toPoint = ({ steps, stepSum, finite, valueSum }: Bucket): Point => ({
  x: stepSum / steps,
  y: finite === 0 ? Number.NaN : valueSum / finite,
});
