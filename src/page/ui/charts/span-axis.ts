import type { Axis } from './curve-axes.ts';

/** Values closer than this share of their size are drawn as one: single precision tells no finer apart. */
const FINEST = 1e-6;

/** An axis for values of any size and on either side of 0: it starts and ends at round numbers around the finite ones. */
export function spanAxis(values: readonly number[], count: number): Axis {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (min > max) [min, max] = [-1, 1];
  const size = Math.max(Math.abs(min), Math.abs(max));
  if (max - min <= FINEST * size || size === 0) {
    const room = size === 0 ? 1 : FINEST * size;
    [min, max] = [min - room, max + room];
  }
  const rough = (max - min) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const spacing = ([1, 2, 5].find((multiple) => multiple * power >= rough * 0.9999) ?? 10) * power;
  const first = Math.floor(min / spacing + 1e-9);
  const last = Math.ceil(max / spacing - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => rounded((first + index) * spacing));
  return { scale: 'linear', domain: [ticks[0] ?? min, ticks.at(-1) ?? max], ticks };
}

/** Takes the noise of floating point away; 0 is no negative. */
const rounded = (value: number): number => Number(value.toPrecision(12)) + 0;

/** Writes the ticks of an axis with as many digits as tell them apart: -0.5, 2e-7, 0.7000005. */
export function spanTickText({ ticks }: Axis): (value: number) => string {
  const [first = 0, second = 1] = ticks;
  const step = Math.floor(Math.log10(second - first) + 1e-9);
  const size = Math.max(...ticks.map(Math.abs));
  const small = size < 0.001 || size >= 1e5;
  return (value) => {
    if (value === 0) return '0';
    if (!small) return minus(value.toFixed(Math.max(0, -step)));
    const digits = Math.max(0, Math.floor(Math.log10(Math.abs(value)) + 1e-9) - step);
    return minus(value.toExponential(digits).replace('e+', 'e'));
  };
}

const minus = (text: string): string => text.replace(/^-/, '\u2212');
