import { exponentText, formatWhole } from '../../common/lib/format.ts';

const THIN_SPACE = '\u202f';

/** A whole percentage, for axes: 25 %. */
export const wholePercentText = (share: number): string => `${Math.round(100 * share)}${THIN_SPACE}%`;

/** Any figure in few characters, with a true minus sign: 0.21, 7e-7, 1,240; "none" for what is not finite. */
export function figureText(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.001 || size >= 1e6) return signed(exponentText(value, size < 1 ? 0 : 1));
  if (size >= 100) return signed(formatWhole(value));
  return signed(value.toFixed(size >= 10 ? 1 : size >= 0.1 ? 2 : 3));
}

/** A figure of a table, with four digits: 0.9643, 2.130e-7, 1,240; NaN and Infinity as such. */
export function tableText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '\u2212Infinity';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e7) return signed(formatWhole(value));
  if (size < 0.001 || size >= 1e6) return signed(exponentText(value, 3));
  return signed(size >= 1000 ? formatWhole(value) : value.toPrecision(4));
}

/** A mean and its standard deviation, both as fine as two digits of the deviation: "0.50 ± 0.26". */
export function meanText(mean: number, std: number): string {
  if (!Number.isFinite(mean) || !Number.isFinite(std)) return 'none';
  const decimals = std === 0 ? 2 : Math.min(3, Math.max(0, 1 - Math.floor(Math.log10(std))));
  const large = Math.abs(mean) >= 1e4;
  if (large) return `${figureText(mean)} ± ${figureText(std)}`;
  return `${signed(mean.toFixed(decimals))} ± ${std >= 0.001 ? std.toFixed(decimals) : figureText(std)}`;
}

/** A time span in seconds or minutes: 6.2 s, 48 s, 3 min 20 s. */
export function spanText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${formatWhole(Math.floor(whole / 60))} min ${whole % 60} s`;
}

/** Sets a true minus sign, and none before a zero: "-0.00" says no more than "0.00". */
function signed(text: string): string {
  if (!text.startsWith('-')) return text;
  const rest = text.slice(1);
  return /[1-9]/.test(rest) ? `\u2212${rest}` : rest;
}

/**
 * The shortest decimal that reads back as the same number. Most figures are measured in single precision: of these it is the shortest
 * that reads back in single precision, 0.08 and not 0.07999999821186066.
 */
export function shortestText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const isExact = Number.isInteger(value) && Math.abs(value) <= 2 ** 24;
  if (!Number.isFinite(value) || isExact || Math.fround(value) !== value) return String(value);
  for (let digits = 1; digits < SINGLE_DIGITS; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return String(rounded);
  }
  return String(Number(value.toPrecision(SINGLE_DIGITS)));
}

/** So many digits tell any two numbers of single precision apart. */
const SINGLE_DIGITS = 9;

/** A share in percent, without digits that only the multiplication would bring: 94.33 for 0.9433. */
export function inPercent(share: number): number {
  const text = shortestText(share);
  return /^-?[\d.]+$/.test(text) ? Number(`${text}e2`) : 100 * share;
}
