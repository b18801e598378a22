import type { StepSizeProbe } from '../../../common/experiment/landscape.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatCompact, formatPercent } from '../../../common/lib/format.ts';
import { type ArmLook, armLookAt } from '../charts/bn-segments.ts';
import type { Point } from '../charts/downsample.ts';
import { roundDown } from '../charts/ticks.ts';

/** What tells how a run's arms look. */
export type RunArms = Pick<RunRecord, 'config' | 'changes'>;

/** One arm's loss along the gradient of one batch, against its loss where it stands. */
export interface StepSizeArm {
  readonly arm: number;
  readonly look: ArmLook;
  /** x: step size, y: loss there / loss here; NaN where the network breaks. Empty for an arm that stands still. */
  readonly points: readonly Point[];
  /** The smallest size that breaks the network; null when none does. */
  readonly breaksAt: number | null;
  /** Where the loss is lowest; null where no step changes it. */
  readonly best: Point | null;
  /** No step helps: that large ones do not hurt either tells nothing of a rate that could be borne. */
  readonly isFlat: boolean;
}

/** All that the step-size chart draws. */
export interface StepSizeModel {
  /** Training steps done when it was measured; null when nothing is. */
  readonly step: number | null;
  readonly tookMs: number;
  readonly arms: readonly StepSizeArm[];
  /** The probes before, oldest first, for each a line an arm. */
  readonly earlier: readonly { readonly step: number; readonly arms: readonly StepSizeArm[] }[];
  /** Of the y axis. */
  readonly domain: readonly [number, number];
}

/** Losses that grow beyond this leave the chart. */
export const MOST_RATIO = 10;
const LEAST_RATIO = 0.5;
/** A loss that changes less than this does not change. */
const NOTHING = 1e-3;
/** A network that learns gains far more by the best of all steps; what is less is little more than the output bias. */
const FLAT_FROM = 0.95;
/** Earlier probes drawn behind. */
const MOST_EARLIER = 3;

/** The probe shown at a step: the one at or before it, or the newest. */
export function probeIndex(probes: readonly { readonly step: number }[], step: number | null): number {
  if (step === null) return probes.length - 1;
  const before = probes.findLastIndex((probe) => probe.step <= step);
  return before === -1 ? Math.min(0, probes.length - 1) : before;
}

/** @param step that all charts share; null for the newest */
export function stepSizeModel(
  run: RunArms | null,
  probes: readonly StepSizeProbe[],
  step: number | null,
): StepSizeModel {
  const index = probeIndex(probes, step);
  const probe = probes[index];
  if (run === null || probe === undefined) {
    return { step: null, tookMs: 0, arms: [], earlier: [], domain: [LEAST_RATIO, MOST_RATIO] };
  }
  const earlier = probes
    .slice(Math.max(0, index - MOST_EARLIER), index)
    .map((one) => ({ step: one.step, arms: armsOf(run, one) }));
  const arms = armsOf(run, probe);
  const ratios = [...earlier.flatMap((one) => one.arms), ...arms].flatMap(({ points }) =>
    points.map(({ y }) => y),
  );
  const lowest = Math.min(LEAST_RATIO, ...ratios.filter((ratio) => ratio > 0));
  return { step: probe.step, tookMs: probe.tookMs, arms, earlier, domain: [roundDown(lowest), MOST_RATIO] };
}

const armsOf = (run: RunArms, { loss, losses, sizes, step }: StepSizeProbe): readonly StepSizeArm[] =>
  losses.map((own, arm) => {
    const look = armLookAt(run, arm, step + 1);
    const points = own.map((there, index) => {
      const ratio = there / (loss[arm] ?? Number.NaN);
      return { x: sizes[index] ?? Number.NaN, y: Number.isFinite(ratio) ? ratio : Number.NaN };
    });
    const breaksAt = points.find(({ y }) => Number.isNaN(y))?.x ?? null;
    const best = bestOf(points);
    const isFlat = points.length > 0 && (best === null || best.y > FLAT_FROM);
    return { arm, look, points, breaksAt, best, isFlat };
  });

function bestOf(points: readonly Point[]): Point | null {
  const finite = points.filter(({ y }) => Number.isFinite(y));
  if (!finite.some(({ y }) => Math.abs(y - 1) >= NOTHING)) return null;
  return finite.reduce<Point | null>(
    (best, point) => (best === null || point.y < best.y ? point : best),
    null,
  );
}

/** The ratio at a step size, read off the line; NaN beyond its ends, and where it breaks. */
export function ratioAt(points: readonly Point[], size: number): number {
  const next = points.findIndex(({ x }) => x >= size);
  const [before, after] = [points[next - 1], points[next]];
  if (after === undefined) return Number.NaN;
  if (before === undefined || after.x === size) return after.y;
  const share = Math.log(size / before.x) / Math.log(after.x / before.x);
  return before.y + share * (after.y - before.y);
}

/** What the line says of the arm's rate, in a sentence. */
export function stepSizeWords({ best, breaksAt, isFlat, look, points }: StepSizeArm, rate: number): string {
  if (points.length === 0) return `${look.label} had broken down, and stands still.`;
  if (best === null) {
    return `${look.label} is flat, no step helps: none of up to ${formatCompact(points.at(-1)?.x ?? 0)} changes its loss by a thousandth. Its gradient is next to nothing.`;
  }
  if (isFlat) {
    const most =
      best.y < 1
        ? `the best size probed, ${formatCompact(best.x)}, takes its loss on this batch only to ${share(best.y)}`
        : 'no size probed lowers its loss on this batch';
    return `${look.label} is flat, no step helps: ${most}. That large steps do not hurt it is no sign that it bears a large learning rate.`;
  }
  const now = ratioAt(points, rate);
  const atRate = Number.isFinite(now)
    ? `At its rate of ${formatCompact(rate)} a step takes the loss of ${look.label} on this batch to ${share(now)}`
    : `At its rate of ${formatCompact(rate)} a step would break ${look.label}`;
  const worse = points.find(({ x, y }) => x > best.x && y > 1)?.x ?? null;
  const ends = [
    `the best size probed, ${formatCompact(best.x)}, to ${share(best.y)}`,
    ...(worse === null ? [] : [`from ${formatCompact(worse)} on it grows`]),
    ...(breaksAt === null ? [] : [`from ${formatCompact(breaksAt)} on the network breaks`]),
  ];
  return `${[atRate, ...ends].join('; ')}.`;
}

const share = (ratio: number): string =>
  ratio < MOST_RATIO ? formatPercent(ratio) : `${formatCompact(ratio)} times what it was`;

/** The chart in words, for those who cannot see it. */
export function describeStepSizes({ arms, step }: StepSizeModel): string {
  const title = 'Loss along the gradient, by step size';
  if (step === null) return `${title}. Nothing is measured yet.`;
  const told = arms.map(({ best, isFlat, look }) =>
    best === null
      ? `${look.label}: flat, no change`
      : isFlat
        ? `${look.label}: flat, no step helps`
        : `${look.label}: lowest, ${share(best.y)}, at ${formatCompact(best.x)}`,
  );
  return `${title}, at step ${step}. ${told.join('; ')}.`;
}
