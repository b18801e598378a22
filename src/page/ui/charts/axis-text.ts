import type { Range } from '../../../common/lib/histogram.ts';
import { figureText } from '../../export/number-text.ts';

/** The labels of an axis of values. */
export interface AxisText {
  readonly min: string;
  /** What the ends are counted from, where they lie too close together for figures of their own; else empty. */
  readonly mid: string;
  readonly max: string;
}

export const NO_AXIS: AxisText = { min: '', mid: '', max: '' };

/** A range narrower than this part of its values is named by its middle and how far it reaches on either side. */
const NARROW = 0.05;
const MOST_DIGITS = 15;

/** Labels of an axis over a range of any scale: "0" and "1", or "−1.5e-6", "0.7" and "+1.5e-6". The ends never read the same. */
export function axisText([min, max]: Range): AxisText {
  const span = max - min;
  if (!(span > 0) || !Number.isFinite(span)) return NO_AXIS;
  const size = Math.max(Math.abs(min), Math.abs(max));
  const [low, high] = [endText(min), endText(max)];
  if (span >= NARROW * size && low !== high) return { min: low, mid: '', max: high };
  const mid = min + span / 2;
  const digits = Math.min(MOST_DIGITS, Math.ceil(Math.log10(Math.abs(mid) / span)) + 2);
  const half = shortText(span / 2, 2);
  return { min: `−${half}`, mid: shortText(mid, digits), max: `+${half}` };
}

/** An axis in words: "from 0 to 1", "0.7 ± 1.5e-6". */
export const axisWords = ({ min, mid, max }: AxisText): string =>
  mid === '' ? `from ${min} to ${max}` : `${mid} ± ${max.slice(1)}`;

const endText = (value: number): string =>
  value !== 0 && Math.abs(value) < 0.001 ? shortText(value, 2) : figureText(value);

/** A figure with so many digits, without zeros that say nothing. */
function shortText(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(Math.max(1, digits)));
  const size = Math.abs(rounded);
  const text =
    size !== 0 && (size < 0.001 || size >= 1e6)
      ? rounded.toExponential().replace('e+', 'e')
      : String(rounded);
  return text.replace(/^-/, '−');
}
