import { armLetter } from '../../../common/experiment/arms.ts';
import { type ExperimentConfig, hiddenLayers } from '../../../common/experiment/config.ts';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import type { Range } from '../../../common/lib/histogram.ts';
import { figureText } from '../../export/number-text.ts';
import { type ArmLook, armAt, lookOfArm } from './bn-segments.ts';
import { depthColumn } from './depth-columns.ts';
import type { Point } from './downsample.ts';
import { trendOf, trendWords } from './gradient-trend.ts';
import { decadesAround } from './growing-range.ts';
import { shownArms } from './shown-arms.ts';

/** So many arms are all shown; of more, the chosen ones. */
const MOST_ARMS = 8;

export const gradientArms = (count: number, chosen: readonly number[] | null): readonly number[] =>
  shownArms(count, count > MOST_ARMS ? chosen : null, MOST_ARMS);

/** One arm's gradient on its way down. */
export interface GradientArm {
  readonly arm: number;
  readonly look: ArmLook;
  /** x: layer, y: norm, NaN where it cannot be on a logarithmic axis. Empty when there is nothing to show. */
  readonly points: readonly Point[];
  /** Layers at which the norm is exactly 0, and at which it is not finite. */
  readonly zeros: readonly number[];
  readonly broken: readonly number[];
  /** How the gradient at layer 1 compares with the one at the last layer: "B vanishes: × 4e-6 by layer 1". */
  readonly words: string;
  /** False for an arm whose gradient neither fades nor grows. */
  readonly striking: boolean;
}

/** What the gradient chart needs to know of a run, apart from its snapshots. */
export interface RunFacts extends Pick<RunRecord, 'config' | 'changes'> {
  /** The step at which each arm diverged; null for an arm that has not. */
  readonly divergedAt: readonly (number | null)[];
}

export const runFactsOf = ({ config, changes, arms }: RunRecord): RunFacts => ({
  config,
  changes,
  divergedAt: arms.map((arm) => arm.divergedAt),
});

/** All that the gradient chart draws. */
export interface GradientModel {
  readonly layers: number;
  /** Step of the training batch; null before there is one. */
  readonly step: number | null;
  readonly arms: readonly GradientArm[];
  /** The axis, in whole powers of ten. */
  readonly domain: Range;
}

const EMPTY_DOMAIN: Range = [1e-8, 1];
/** Powers of ten the axis spans at least: a factor of 1.3 is to look like one. */
const DECADES = 3;

/**
 * The gradient chart at one snapshot.
 *
 * @param asked what is shown before there is a run
 * @param range of the norms over the run; see `createGrowingRange`
 */
export function gradientModel(
  run: RunFacts | null,
  asked: ExperimentConfig,
  snapshot: LayerSnapshot | null,
  arms: readonly number[],
  range: Range | null,
): GradientModel {
  const config = run?.config ?? asked;
  const step = snapshot?.step ?? null;
  return {
    layers: snapshot?.layers ?? hiddenLayers(config),
    step,
    arms: arms.map((arm) => {
      const look = lookOfArm((run && armAt(run, arm, step ?? 0)) ?? config.arms[arm], arm);
      const norms = snapshot && depthColumn(snapshot, arm)?.gradient;
      if (!norms) return { ...NOTHING, arm, look, words: wordsWithout(run, arm) };
      return { arm, look, ...gradientOf(norms, armLetter(arm)) };
    }),
    domain: range === null ? EMPTY_DOMAIN : decadesAround(range, DECADES),
  };
}

const NOTHING = { points: [], zeros: [], broken: [], striking: false };

/** @param norms [layers], layer 1 first */
function gradientOf(norms: Float64Array, letter: string): Omit<GradientArm, 'arm' | 'look'> {
  const layersWhere = (holds: (norm: number) => boolean) =>
    Array.from(norms, (norm, index) => (holds(norm) ? index + 1 : 0)).filter((layer) => layer > 0);
  const trend = trendOf(norms);
  return {
    points: Array.from(norms, (norm, index) => ({
      x: index + 1,
      y: norm > 0 && Number.isFinite(norm) ? norm : Number.NaN,
    })),
    zeros: layersWhere((norm) => norm === 0),
    broken: layersWhere((norm) => !Number.isFinite(norm)),
    words: trendWords(trend, letter),
    striking: trend.kind !== 'steady' && trend.kind !== 'alone',
  };
}

function wordsWithout(run: RunFacts | null, arm: number): string {
  const divergedAt = run?.divergedAt[arm] ?? null;
  return divergedAt === null
    ? `${armLetter(arm)}: no figure yet`
    : `${armLetter(arm)} diverged at step ${formatWhole(divergedAt)}`;
}

/** Steps and words of a snapshot: what stands beside the chart's title. */
export const batchText = (step: number | null): string => {
  if (step === null) return '';
  return step === 0 ? 'before the first training step' : `training batch at step ${formatWhole(step)}`;
};

/** The chart in one sentence, for those who cannot see it. */
export function describeGradient({ step, arms, layers }: GradientModel): string {
  const title = 'Norm of the gradient by layer';
  if (step === null) return `${title}. Nothing is trained yet.`;
  const told = arms.map(({ words, look, points }) => {
    const at = (layer: number) => figureText(points[layer - 1]?.y ?? Number.NaN);
    const norms = points.length === 0 ? '' : `, ${at(layers)} at layer ${layers}, ${at(1)} at layer 1`;
    return `${words} (${look.words}${norms})`;
  });
  return `${title}, ${batchText(step)}. ${told.join('; ')}.`;
}
