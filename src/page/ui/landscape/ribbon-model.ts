import { effectiveSmoothness, type Ribbon } from '../../../common/experiment/landscape.ts';
import { formatCompact, formatPercent, formatTimes, formatWhole } from '../../../common/lib/format.ts';
import { type ArmLook, armLookAt } from '../charts/bn-segments.ts';
import { type Point, thinned } from '../charts/downsample.ts';
import { roundDown, roundUp } from '../charts/ticks.ts';
import type { RunArms } from './step-size-model.ts';

/** What ribbons show, each in a chart of its own. */
const RIBBON_QUANTITIES = ['loss', 'change', 'smoothness'] as const;
export type RibbonQuantity = (typeof RIBBON_QUANTITIES)[number];

/** Titles, names of the axes with units, and what they mean. */
export const RIBBON_WORDS: Readonly<Record<RibbonQuantity, { title: string; axis: string }>> = {
  loss: { title: 'Range of the loss', axis: 'loss (nats)' },
  change: { title: 'Range of the gradient’s change', axis: '‖g(θ − a g) − g‖' },
  smoothness: { title: 'Effective β-smoothness', axis: 'largest ‖g′ − g‖ / (a ‖g‖)' },
};

/** One arm's ribbon: from low to high at each measured step; a line where both are the same. NaN where it breaks. */
export interface RibbonArm {
  readonly arm: number;
  readonly look: ArmLook;
  readonly low: readonly Point[];
  readonly high: readonly Point[];
}

/** One of the three charts. */
export interface RibbonChart {
  readonly quantity: RibbonQuantity;
  readonly arms: readonly RibbonArm[];
  readonly domain: readonly [number, number];
}

/** Ribbons drawn of a long run. */
const MOST_POINTS = 300;
const EMPTY: readonly [number, number] = [0.01, 10];

export const ribbonCharts = (run: RunArms | null, ribbons: readonly Ribbon[]): readonly RibbonChart[] =>
  RIBBON_QUANTITIES.map((quantity) => {
    const arms =
      run === null || ribbons.length === 0
        ? []
        : run.config.arms.map((_, arm) => armRibbon(run, ribbons, arm, quantity));
    return { quantity, arms, domain: domainOf(arms) };
  });

function armRibbon(
  run: RunArms,
  ribbons: readonly Ribbon[],
  arm: number,
  quantity: RibbonQuantity,
): RibbonArm {
  const all = ribbons.map((ribbon) => ({ step: ribbon.step, ends: endsOf(ribbon, arm, quantity) }));
  const ends = thinned(all, MOST_POINTS, ({ ends: [, high] }) => high);
  return {
    arm,
    look: armLookAt(run, arm, Number.POSITIVE_INFINITY),
    low: ends.map(({ ends: [low], step }) => ({ x: step, y: low })),
    high: ends.map(({ ends: [, high], step }) => ({ x: step, y: high })),
  };
}

function endsOf(ribbon: Ribbon, arm: number, quantity: RibbonQuantity): readonly [number, number] {
  if (quantity === 'smoothness') {
    const value = onLog(effectiveSmoothness(ribbon, arm));
    return [value, value];
  }
  const values = (quantity === 'loss' ? ribbon.losses : ribbon.gradientChanges)[arm] ?? [];
  if (values.length === 0 || !values.every(Number.isFinite)) return [Number.NaN, Number.NaN];
  return [onLog(Math.min(...values)), onLog(Math.max(...values))];
}

/** What has no place on a logarithmic axis is a gap. */
const onLog = (value: number): number => (value > 0 && Number.isFinite(value) ? value : Number.NaN);

function domainOf(arms: readonly RibbonArm[]): readonly [number, number] {
  const values = arms.flatMap(({ high, low }) => [...low, ...high].map(({ y }) => y)).filter(Number.isFinite);
  if (values.length === 0) return EMPTY;
  const [low, high] = [roundDown(Math.min(...values)), roundUp(Math.max(...values))];
  return high / low < 10 ? [low / 2, high * 2] : [low, high];
}

/** What the newest ribbon shows of two arms or more, and which steps break a network, in sentences. */
export function ribbonWords(charts: readonly RibbonChart[], ribbons: readonly Ribbon[]): readonly string[] {
  const newest = ribbons.at(-1);
  if (newest === undefined) return [];
  const smoothness = charts.find(({ quantity }) => quantity === 'smoothness')?.arms ?? [];
  const told = smoothness
    .map(({ high, look }) => ({ look, beta: high.at(-1)?.y ?? Number.NaN }))
    .filter(({ beta }) => Number.isFinite(beta));
  const betas = told.map(({ beta, look }) => `${look.label} ${formatCompact(beta)}`);
  const at = `At step ${formatWhole(newest.step)}`;
  const [least, most] = [
    Math.min(...told.map(({ beta }) => beta)),
    Math.max(...told.map(({ beta }) => beta)),
  ];
  const times = told.length > 1 ? `: ${formatTimes(most / least)} times apart` : '';
  return [
    ...(betas.length > 0
      ? [`${at} the effective β-smoothness is ${betas.join(', ')}${times}. Less is smoother.`]
      : []),
    ...smoothness.flatMap(({ arm, look }) => {
      const losses = newest.losses[arm] ?? [];
      const changes = newest.gradientChanges[arm] ?? [];
      const broken = losses.filter(
        (loss, index) => !Number.isFinite(loss) || !Number.isFinite(changes[index]),
      ).length;
      if (losses.length === 0) return [`${look.label} had broken down, and stands still.`];
      return broken === 0
        ? []
        : [`${at} ${broken} of ${losses.length} steps along its gradient break ${look.label}.`];
    }),
  ];
}

/** What measuring has cost so far. */
export function ribbonCost(ribbons: readonly Ribbon[], elapsedMs: number): string {
  if (ribbons.length === 0) return '';
  const total = ribbons.reduce((sum, { tookMs }) => sum + tookMs, 0);
  const each = `${formatCompact(total / ribbons.length / 1000)} s each`;
  return elapsedMs > total ? `${each}, ${formatPercent(total / elapsedMs)} of the time so far` : each;
}

/** A chart in words, for those who cannot see it. */
export function describeRibbons({ arms, quantity }: RibbonChart): string {
  const { title } = RIBBON_WORDS[quantity];
  if (arms.length === 0) return `${title}. Nothing is measured yet.`;
  const told = arms.map(({ high, look, low }) => {
    const [from, to, step] = [low.at(-1)?.y ?? Number.NaN, high.at(-1)?.y ?? Number.NaN, high.at(-1)?.x ?? 0];
    const value = from === to ? formatCompact(to) : `${formatCompact(from)} to ${formatCompact(to)}`;
    return `${look.label} ${Number.isFinite(to) ? value : 'not finite'} at step ${formatWhole(step)}`;
  });
  return `${title} by training step. ${told.join('; ')}.`;
}
