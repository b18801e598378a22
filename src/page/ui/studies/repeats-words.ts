import { formatWhole } from '../../../common/lib/format.ts';
import { last } from '../../../common/lib/series.ts';
import type { CurveName } from '../charts/chart-store.ts';
import { readingText } from '../charts/readings.ts';
import { BANDS } from './bands.ts';
import { type RepeatsArm, type RepeatsModel, readingAt, type StepReading } from './repeats-model.ts';

export const REPEATS_TITLES: Readonly<Record<CurveName, string>> = {
  accuracy: 'Test accuracy over seeds',
  loss: 'Test loss over seeds',
};

/** A band as people read it: "95.8 % to 96.4 %"; empty where there is none. */
export const bandText = (name: CurveName, { band }: StepReading): string =>
  band === null ? '' : `${readingText(name, band.low)} to ${readingText(name, band.high)}`;

/** How many seeds a mean is of, where that is not all of them: "3 of 5 seeds". */
export const fewerText = ({ seeds }: StepReading, all: number): string =>
  seeds === all ? '' : `${seeds} of ${all} seeds`;

/** How many seeds of an arm broke down: "2 of 5 seeds broke down"; empty for none. */
export const brokenText = ({ broken }: RepeatsArm, all: number): string =>
  broken.length === 0 ? '' : `${broken.length} of ${all} seeds broke down`;

/** What an arm's seeds came to at a step, in words: "96.1 % (95.8 % to 96.4 %), 3 of 5 seeds". */
export function describeArm(arm: RepeatsArm, { name, seeds }: RepeatsModel, step: number): string {
  const reading = readingAt(arm, step);
  if (reading === null) return 'no figure yet';
  const band = bandText(name, reading);
  const fewer = fewerText(reading, seeds);
  return `${readingText(name, reading.mean)}${band && ` (${band})`}${fewer && `, ${fewer}`}`;
}

/** The whole chart in a sentence, for those who cannot see it. */
export function describeRepeats(model: RepeatsModel): string {
  const { arms, band, name, seeds, steps } = model;
  const title = `${REPEATS_TITLES[name]} by training step`;
  const step = last(steps);
  if (!Number.isFinite(step)) return `${title}. Nothing is tested yet.`;
  const told = arms.map((arm) => {
    const broken = brokenText(arm, seeds);
    return `${arm.look.label} (${arm.look.words}): ${describeArm(arm, model, step)}${broken && `, ${broken}`}`;
  });
  return `${title}: mean and ${BANDS[band].words}, at step ${formatWhole(step)}. ${told.join('; ')}.`;
}
