import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A figure that may be NaN or infinite. */
const figure = v.custom<number>((input) => typeof input === 'number', 'not a number');

/** Step sizes that are probed, 1e-5 to 10, four to a decade. */
export const PROBED_SIZES: readonly number[] = Array.from({ length: 25 }, (_, index) =>
  Number((10 ** (index / 4 - 5)).toPrecision(3)),
);

/** Steps along the gradient that ribbons are made of, as multiples of an arm's learning rate: 1/2 to 4 (Santurkar et al. 2018). */
export const RIBBON_MULTIPLES: readonly number[] = Array.from(
  { length: 7 },
  (_, index) => 2 ** (index / 2 - 1),
);

/** What a probe holds, with figures as it is sent, or as a file has them. */
const stepSizeEntries = <F extends v.GenericSchema>(figure: F) => ({
  /** Training steps done; the batch is that of the next one. */
  step: count,
  /** The step sizes, rising. */
  sizes: v.array(v.number()),
  /** One an arm: its learning rate then, and the loss at theta in nats; NaN for one that stands still. */
  rate: v.array(figure),
  loss: v.array(figure),
  /** [arm][size], in nats; not finite where the step breaks the network. */
  losses: v.array(v.array(figure)),
  /** What it took, in milliseconds. */
  tookMs: v.number(),
});

const ribbonEntries = <F extends v.GenericSchema>(figure: F) => ({
  step: count,
  multiples: v.array(v.number()),
  /** One an arm; NaN for one that stands still. */
  rate: v.array(figure),
  loss: v.array(figure),
  /** ||g||, over all that is learned. */
  gradientNorm: v.array(figure),
  /** [arm][multiple]: the loss, and ||g(theta - a * g) - g||. */
  losses: v.array(v.array(figure)),
  gradientChanges: v.array(v.array(figure)),
  tookMs: v.number(),
});

/**
 * How far one could step along the gradient (Bjorck et al. 2018): for each arm the loss of one batch at theta - size * g, where g is
 * the gradient of that batch's mean loss by all that is learned. Statistics are the batch's own.
 */
export const StepSizeProbeSchema = v.strictObject(stepSizeEntries(figure));
export type StepSizeProbe = v.InferOutput<typeof StepSizeProbeSchema>;

/**
 * The landscape along the gradient (Santurkar et al. 2018, Figure 4), at theta - a * g for a = multiple * rate, on one batch: its loss,
 * and how far its gradient is from g.
 */
export const RibbonSchema = v.strictObject(ribbonEntries(figure));
export type Ribbon = v.InferOutput<typeof RibbonSchema>;

/** The same in a run file, where a figure that is not finite is null. */
export const StepSizeRowSchema = v.strictObject(stepSizeEntries(v.nullable(v.number())));
export const RibbonRowSchema = v.strictObject(ribbonEntries(v.nullable(v.number())));

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** A probe as a file has it. */
export const stepSizeRow = ({ loss, losses, rate, ...rest }: StepSizeProbe) => ({
  ...rest,
  rate: rate.map(finite),
  loss: loss.map(finite),
  losses: losses.map((own) => own.map(finite)),
});

/** A measurement of the landscape as a file has it. */
export const ribbonRow = ({ gradientChanges, gradientNorm, loss, losses, rate, ...rest }: Ribbon) => ({
  ...rest,
  rate: rate.map(finite),
  loss: loss.map(finite),
  gradientNorm: gradientNorm.map(finite),
  losses: losses.map((own) => own.map(finite)),
  gradientChanges: gradientChanges.map((own) => own.map(finite)),
});

/**
 * Effective beta-smoothness of an arm (Santurkar et al. 2018): the largest ||g' - g|| / ||a * g|| along the gradient; NaN where a step
 * breaks the network or there is no gradient.
 */
export function effectiveSmoothness(
  { gradientChanges, gradientNorm, multiples, rate }: Ribbon,
  arm: number,
): number {
  const distances = multiples.map(
    (multiple) => multiple * (rate[arm] ?? Number.NaN) * (gradientNorm[arm] ?? Number.NaN),
  );
  return Math.max(
    ...distances.map((distance, index) => (gradientChanges[arm]?.[index] ?? Number.NaN) / distance),
  );
}
