const wholeFormat = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 1240 -> "1,240". */
export const formatWhole = (value: number): string => wholeFormat.format(value);

/** 0.964 -> "96.4 %" (with a narrow no-break space). */
export const formatPercent = (share: number): string => `${(100 * share).toFixed(1)}\u202f%`;

/** A number in few signs at any scale: 0.5, 12.3, 1.1e-6, 1e12; "NaN" and "Infinity" as they are. */
export function formatCompact(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 100_000))
    return value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
  return String(Number(value.toPrecision(3)));
}
