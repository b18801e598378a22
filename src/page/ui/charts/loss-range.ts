import { CLASSES } from '../../../common/experiment/config.ts';
import type { Segment } from './bn-segments.ts';
import type { ArmCurves } from './curve-model.ts';

/** The loss of giving every class the same probability. */
const GUESSING = Math.log(CLASSES);
/** Nothing is shown above so many times the level of the arms, or of guessing. */
const HEADROOM = 10;
/** An arm whose level is above so many times guessing has blown up, even while its loss is still a number. */
const BLOWN_UP = 1000;
/** Training losses above so many times their high quantile are spikes. */
const SPIKE = 3;

/** The lines of an arm that an axis of losses is for. */
export interface LossLines extends Pick<ArmCurves, 'test' | 'divergedAt'> {
  readonly train?: ArmCurves['train'];
  readonly byBatch?: ArmCurves['byBatch'];
}

/**
 * Smallest and largest loss that the axis is to show; null when there is no loss above 0. One spike, or an arm on its way
 * to divergence, does not count, so that the other lines stay readable; what lies above is cut off at the edge.
 */
export function lossRange(arms: readonly LossLines[]): readonly [number, number] | null {
  const all = arms.map(({ train = [], test, byBatch = [], divergedAt }) => ({
    divergedAt,
    train: positiveFigures(train),
    test: positiveFigures([...test, ...byBatch]),
  }));
  const figures = all.flatMap(({ train, test }) => [...train, ...test]);
  if (figures.length === 0) return null;
  const living = all.filter(({ divergedAt }) => divergedAt === null);
  const levels = living.map(({ test }) => quantile(test, 0.9));
  const sane = levels.filter((level) => level <= BLOWN_UP * GUESSING);
  const wanted = HEADROOM * Math.max(GUESSING, ...(sane.length > 0 ? sane : levels));
  const min = Math.min(...figures);
  const cap = min <= wanted ? wanted : Number.POSITIVE_INFINITY;
  const tops = all.flatMap(({ train, test }) => {
    const trained = train.filter((figure) => figure <= cap);
    const top = Math.min(Math.max(...trained), SPIKE * quantile(trained, 0.98));
    return [...test.filter((figure) => figure <= cap), ...(trained.length > 0 ? [top] : [])];
  });
  return [min, Math.max(min, ...tops)];
}

const positiveFigures = (line: readonly Segment[]): number[] =>
  line.flatMap(({ points }) => points.flatMap(({ y }) => (y > 0 && Number.isFinite(y) ? [y] : [])));

/** The figure below which a share of the figures lies, the largest of a few left out; 0 when there are none. */
function quantile(figures: readonly number[], share: number): number {
  const sorted = Float64Array.from(figures).sort();
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}
