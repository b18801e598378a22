const wholeFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 1240 -> "1,240". */
export const formatWhole = (value: number): string => wholeFormat.format(value);

/** 0.964 -> "96.4 %" (with a narrow no-break space). */
export const formatPercent = (share: number): string => `${(100 * share).toFixed(1)}\u202f%`;

/** 0.9 -> "90 %", 0.964 -> "96.4 %": no tenths where there are none. */
export const formatShortPercent = (share: number): string => formatPercent(share).replace('.0', '');

/** A number in few signs at any scale: 0.5, 12.3, 1.1e-6, 1e12; "NaN" and "Infinity" as they are. */
export function formatCompact(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 100_000)) return exponentText(value, 1);
  return String(Number(value.toPrecision(3)));
}

/** A number with an exponent, the one way all texts write it, so that it can also be typed: 1e-5, 3.2e12. */
export const exponentText = (value: number, digits: number): string =>
  value.toExponential(digits).replace('e+', 'e').replace('.0e', 'e');

const BYTE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** Bytes in two or three digits, by thousands: 512 B, 3.2 MB, 38 MB (with a narrow no-break space). */
export function formatBytes(bytes: number): string {
  let size = Math.max(0, bytes);
  let unit = 0;
  // 999.5 would be written 1000.
  while (size >= 999.5 && unit < BYTE_UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  const digits = unit > 0 && size < 9.95 ? 1 : 0;
  return `${size.toFixed(digits).replace('.0', '')}\u202f${BYTE_UNITS[unit]}`;
}

/** A text as far as a message can quote it: its first characters, and … where there are more. */
export function shortened(text: string, most = 60): string {
  // As many characters as there can be in so many code units, and one more.
  const signs = [...text.slice(0, 2 * most + 2)];
  return signs.length <= most ? text : `${signs.slice(0, most).join('')}…`;
}

/** Names in a row, as in a sentence: "A, B and C". */
export function joined(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** A factor of at least 1, for "so many times": 3.2, 47, 600, 4e5. */
export function formatTimes(factor: number): string {
  if (!Number.isFinite(factor)) return 'infinitely many';
  const rounded = Number(factor.toPrecision(2));
  if (rounded < 10) return String(rounded);
  if (rounded < 10_000) return formatWhole(rounded);
  return exponentText(factor, 0);
}
